import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('tickets');

const deployment = new aws.apigateway.Deployment('tickets', {
  restApi: api,
  // An empty stageName keeps the deployment from making a stage.
  stageName: '',
});

const stage = new aws.apigateway.Stage('tickets', {
  restApi: api,
  deployment,
  stageName: 'live',
});

export const url = stage.invokeUrl;
