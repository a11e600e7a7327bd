import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const stage = 'prod';
const purpose = `for customers of ${pulumi.getStack()}`;

const api = new aws.apigateway.RestApi('orders');

new aws.apigateway.Deployment('orders', {
  restApi: api.id,
  stageName: stage,
  stageDescription: purpose,
});
