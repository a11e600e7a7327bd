import * as aws from '@pulumi/aws';
import { Deployment } from './rollout';

// A deployment and its stage, as they should be.
const api = new aws.apigateway.RestApi('orders');
const deployment = new aws.apigateway.Deployment('orders', {
  restApi: api.id,
  triggers: { redeployment: 'v3' },
});
const stage = new aws.apigateway.Stage('orders', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: 'prod',
});

// An HTTP API is another service, whose deployments never had stages.
const http = new aws.apigatewayv2.Api('http', { protocolType: 'HTTP' });
const httpDeployment = new aws.apigatewayv2.Deployment('http', {
  apiId: http.id,
});
const httpStage = new aws.apigatewayv2.Stage('http', {
  apiId: http.id,
  deploymentId: httpDeployment.id,
  stageVariables: { stageName: 'prod' },
});

// A class of the program's own.
const rollout = new Deployment('rollout', { stageName: 'canary' });

// A template of CloudFormation.
const template = {
  Resources: {
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' },
    },
  },
};
new aws.cloudformation.Stack('legacy', {
  templateBody: JSON.stringify(template),
});

// An argument that is called like the class's.
function describe(deployment: { stageName: string }): string {
  return deployment.stageName;
}

export const url = stage.invokeUrl;
export const httpUrl = httpStage.invokeUrl;
export const rolloutStage = describe(rollout);
