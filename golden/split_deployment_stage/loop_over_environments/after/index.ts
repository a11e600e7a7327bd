import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const api = new aws.apigateway.RestApi('catalog');

export const urls: Record<string, pulumi.Output<string>> = {};

for (const stage of ['dev', 'test', 'prod']) {
  const deployment = new aws.apigateway.Deployment(`catalog-${stage}`, {
    restApi: api.id,
  });
  const deploymentStage = new aws.apigateway.Stage(`catalog-${stage}-stage`, {
    restApi: api.id,
    deployment: deployment.id,
    stageName: stage,
  });
  urls[stage] = deploymentStage.invokeUrl;
}

export const arns = ['blue', 'green'].map((color) => {
  const side = new aws.apigateway.Deployment(`catalog-deployment-${color}`, {
    restApi: api.id,
  });
  const sideStage = new aws.apigateway.Stage(`catalog-stage-${color}`, {
    restApi: api.id,
    deployment: side.id,
    stageName: color,
    variables: { color },
  });
  return sideStage.executionArn.apply((arn) => `${arn}/GET/*`);
});
