import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('search');

const deployment = new aws.apigateway.Deployment('search', {
  restApi: api.id,
  stageName: 'prod',
  canarySettings: {
    percentTraffic: 10,
    stageVariableOverrides: { index: 'next' },
  },
});

export const invokeUrl = deployment.invokeUrl;
