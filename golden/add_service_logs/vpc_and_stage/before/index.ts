import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') ?? 'dev';

// The network of the shop.
const vpc = new aws.ec2.Vpc(`ecommerce-vpc-${environmentSuffix}`, {
  cidrBlock: '10.0.0.0/16',
  enableDnsHostnames: true,
  tags: { Name: `ecommerce-vpc-${environmentSuffix}` },
});

const subnet = new aws.ec2.Subnet(`private-${environmentSuffix}`, {
  vpcId: vpc.id,
  cidrBlock: '10.0.1.0/24',
});

const api = new aws.apigateway.RestApi(`ecommerce-api-${environmentSuffix}`, {
  description: 'Orders',
});

const deployment = new aws.apigateway.Deployment(`api-${environmentSuffix}`, {
  restApi: api.id,
});

// What customers call.
const stage = new aws.apigateway.Stage(`api-stage-${environmentSuffix}`, {
  restApi: api.id,
  deployment: deployment.id,
  stageName: environmentSuffix,
});

export const subnetId = subnet.id;
export const url = stage.invokeUrl;
