import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('orders');
const admin = new aws.apigateway.RestApi('admin');

// The stage has a resource of its own, and the deployment names it all the same.
const deployment = new aws.apigateway.Deployment('orders', {
  restApi: api.id,
});

const stage = new aws.apigateway.Stage('orders-prod', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: 'prod',
  xrayTracingEnabled: true,
});

// Nothing uses either of these two.
const adminDeployment = new aws.apigateway.Deployment('admin', {
  restApi: admin.id,
});

new aws.apigateway.Stage('admin-internal', {
  restApi: admin.id,
  deployment: adminDeployment.id,
  stageName: 'internal',
});

export const url = stage.invokeUrl;
export const tracing = stage.xrayTracingEnabled;
