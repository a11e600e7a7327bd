import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('notes');

// Others deploy their own stages of it.
export const deployment = new aws.apigateway.Deployment('notes', {
  restApi: api,
  stageName: 'live',
  triggers: { redeployment: 'v12' },
});

export const url = deployment.invokeUrl;
export const deployedAt = deployment.createdDate;
