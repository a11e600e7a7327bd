import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('tickets');

const deployment = new aws.apigateway.Deployment('tickets', {
  restApi: api,
});

const stage = new aws.apigateway.Stage('tickets', {
  restApi: api,
  deployment,
  stageName: 'live',
});

export const url = stage.invokeUrl;
