import { Deployment, RestApi } from '@pulumi/aws/apigateway';

const api = new RestApi('named');

const release = new Deployment('named-deployment', {
  restApi: api.id,
  stageName: 'live',
});

export const namedUrl = release.invokeUrl;
