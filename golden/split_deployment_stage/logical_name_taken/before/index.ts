import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('search');

const deployment = new aws.apigateway.Deployment('search-deployment', {
  restApi: api.id,
  stageName: 'live',
});

const preview = new aws.apigateway.Stage('search-stage', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: 'preview',
});

export const urls = [deployment.invokeUrl, preview.invokeUrl];
