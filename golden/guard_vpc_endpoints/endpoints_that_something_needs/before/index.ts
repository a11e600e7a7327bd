import * as aws from '@pulumi/aws';

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });

export const exported = new aws.ec2.VpcEndpoint('exported', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.s3',
});

const api = new aws.ec2.VpcEndpoint('api', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.execute-api',
  vpcEndpointType: 'Interface',
});
new aws.apigateway.RestApi('api', {
  endpointConfiguration: { types: 'PRIVATE', vpcEndpointIds: [api.id] },
});

const endpoints = ['sqs', 'sns'].map(
  (service) =>
    new aws.ec2.VpcEndpoint(service, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.us-east-1.${service}`,
    }),
);

let changing = new aws.ec2.VpcEndpoint('changing', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.kms',
});
changing = endpoints[0];

export const ids = [...endpoints, changing].map((endpoint) => endpoint.id);
