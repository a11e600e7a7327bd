import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('search');

const deployment = new aws.apigateway.Deployment('search', {
  restApi: api.id,
});

const stage = new aws.apigateway.Stage('search-stage', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: 'prod',
  canarySettings: {
    deploymentId: deployment.id,
    percentTraffic: 10,
    stageVariableOverrides: { index: 'next' },
  },
});

export const invokeUrl = stage.invokeUrl;
export const share = stage.canarySettings.apply(
  (settings) => settings?.percentTraffic,
);
