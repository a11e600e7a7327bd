import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const api = new aws.apigateway.RestApi('undeclared');

const deployment = new aws.apigateway.Deployment('undeclared', {
  restApi: api.id,
});

new aws.apigateway.UsagePlan('undeclared', {
  apiStages: [{ apiId: api.id, stage: deployment.stageName }],
});

export const url = pulumi.interpolate`${deployment.invokeUrl}/orders`;
export const id = deployment.id;
