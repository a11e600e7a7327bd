import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.require('environmentSuffix');

const apiGateway = new aws.apigateway.RestApi(
  `ecommerce-api-${environmentSuffix}`,
  { description: 'Orders and carts' },
);

const orders = new aws.apigateway.Resource(`orders-${environmentSuffix}`, {
  restApi: apiGateway.id,
  parentId: apiGateway.rootResourceId,
  pathPart: 'orders',
});

const apiMethod = new aws.apigateway.Method(`get-${environmentSuffix}`, {
  restApi: apiGateway.id,
  resourceId: orders.id,
  httpMethod: 'GET',
  authorization: 'NONE',
});

const apiIntegration = new aws.apigateway.Integration(
  `get-integration-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
    resourceId: orders.id,
    httpMethod: apiMethod.httpMethod,
    type: 'MOCK',
  },
);

const apiDeployment = new aws.apigateway.Deployment(
  `ecommerce-api-deployment-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
  },
  { dependsOn: [apiIntegration] },
);

const apiStage = new aws.apigateway.Stage(
  `ecommerce-api-stage-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
    deployment: apiDeployment.id,
    stageName: 'prod',
  },
);

const region = aws.config.region ?? 'us-east-1';

export const endpoint = apiStage.invokeUrl;
export const documented = pulumi.interpolate`https://${apiGateway.id}.execute-api.${region}.amazonaws.com/${apiStage.stageName}/orders`;
