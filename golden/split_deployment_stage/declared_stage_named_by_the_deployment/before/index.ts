import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('orders');

const deployment = new aws.apigateway.Deployment('orders', {
  restApi: api.id,
  stageName: 'prod',
});

const stage = new aws.apigateway.Stage('orders-prod', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: deployment.stageName.apply(String),
});

export const url = deployment.invokeUrl;
export const arn = stage.arn;
