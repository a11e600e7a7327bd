import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('notes');

// Others deploy their own stages of it.
export const deployment = new aws.apigateway.Deployment('notes', {
  restApi: api,
  triggers: { redeployment: 'v12' },
});

const stage = new aws.apigateway.Stage('notes-stage', {
  restApi: api,
  deployment: deployment.id,
  stageName: 'live',
});

export const url = stage.invokeUrl;
export const deployedAt = deployment.createdDate;
