import { apigateway as gateway } from '@pulumi/aws';

const api = new gateway.RestApi('module');

const deployment = new gateway.Deployment('module', {
  restApi: api.id,
  stageName: 'live',
});

export const moduleUrl = deployment.invokeUrl;
