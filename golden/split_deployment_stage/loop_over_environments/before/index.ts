import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const api = new aws.apigateway.RestApi('catalog');

export const urls: Record<string, pulumi.Output<string>> = {};

for (const stage of ['dev', 'test', 'prod']) {
  const deployment = new aws.apigateway.Deployment(`catalog-${stage}`, {
    restApi: api.id,
    stageName: stage,
  });
  urls[stage] = deployment.invokeUrl;
}

export const arns = ['blue', 'green'].map((color) => {
  const side = new aws.apigateway.Deployment(`catalog-deployment-${color}`, {
    restApi: api.id,
    stageName: color,
    variables: { color },
  });
  return side.executionArn.apply((arn) => `${arn}/GET/*`);
});
