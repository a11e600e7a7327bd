import { apigateway as gateway } from '@pulumi/aws';

const api = new gateway.RestApi('module');

const deployment = new gateway.Deployment('module', {
  restApi: api.id,
});

const stage = new gateway.Stage('module-stage', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: 'live',
});

export const moduleUrl = stage.invokeUrl;
