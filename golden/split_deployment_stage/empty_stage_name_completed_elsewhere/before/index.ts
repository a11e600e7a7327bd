import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const stageName = 'live';
const api = new aws.apigateway.RestApi('tickets');

const deployment = new aws.apigateway.Deployment('tickets', {
  restApi: api,
  stageName: '',
});

new aws.apigateway.Stage('tickets', {
  restApi: api,
  deployment,
  stageName,
});

// Without a stage, the URL ends before the stage's name.
export const url = pulumi.interpolate`${deployment.invokeUrl}${stageName}`;
