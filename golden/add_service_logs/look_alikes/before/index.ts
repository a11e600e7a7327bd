import * as aws from '@pulumi/aws';

class Vpc {
  public readonly id = 'vpc-0';
}

// VPCs of others.
const own = new Vpc();
const found = aws.ec2.Vpc.get('found', 'vpc-1');
const standard = new aws.ec2.DefaultVpc('default', {});

// Whoever has written these arguments may have thought of it.
const withLogs: Pick<aws.apigateway.StageArgs, 'accessLogSettings'> = JSON.parse(
  process.env['LOGS'] ?? '{}',
);
const api = new aws.apigateway.RestApi('api', {});
const deployment = new aws.apigateway.Deployment('api', { restApi: api.id });
new aws.apigateway.Stage('api', {
  ...withLogs,
  restApi: api.id,
  deployment: deployment.id,
  stageName: 'live',
});

// A stage of an HTTP API is another resource.
const http = new aws.apigatewayv2.Api('http', { protocolType: 'HTTP' });
new aws.apigatewayv2.Stage('http', { apiId: http.id, autoDeploy: true });

export const ids = [own.id, found.id, standard.id];
