import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('reports');

const args: aws.apigateway.DeploymentArgs = {
  restApi: api.id,
  stageName: 'prod',
};
const deployment = new aws.apigateway.Deployment('reports', args);

const shared = { restApi: api.id, stageName: 'beta' };
const beta = new aws.apigateway.Deployment('reports-beta', { ...shared });

export const urls = [deployment.invokeUrl, beta.invokeUrl];
