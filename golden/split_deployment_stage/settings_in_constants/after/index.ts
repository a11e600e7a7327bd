import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const stage = 'prod';
const purpose = `for customers of ${pulumi.getStack()}`;

const api = new aws.apigateway.RestApi('orders');

const deployment = new aws.apigateway.Deployment('orders', {
  restApi: api.id,
});

new aws.apigateway.Stage('orders-stage', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: stage,
  description: purpose,
});
