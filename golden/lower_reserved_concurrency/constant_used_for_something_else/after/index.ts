import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const CAPACITY = 100;
export const BURST = 400;

const role = aws.iam.Role.get('service', 'gateway-service');
const code = new pulumi.asset.FileArchive('./dist/gateway');

const api = new aws.apigatewayv2.Api('gateway', { protocolType: 'HTTP' });

new aws.apigatewayv2.Stage('live', {
  apiId: api.id,
  autoDeploy: true,
  defaultRouteSettings: {
    throttlingBurstLimit: CAPACITY * 2,
    throttlingRateLimit: CAPACITY,
  },
});

export const gateway = new aws.lambda.Function('gateway', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'gateway.handler',
  role: role.arn,
  code,
  reservedConcurrentExecutions: 10,
});

export const authorizer = new aws.lambda.Function('authorizer', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'authorizer.handler',
  role: role.arn,
  code,
  reservedConcurrentExecutions: 10,
});
