import * as aws from '@pulumi/aws';

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });
const routeTable = new aws.ec2.RouteTable('private', { vpcId: vpc.id });

// What may call the endpoints.
const endpointGroup = new aws.ec2.SecurityGroup('endpoints', {
  vpcId: vpc.id,
});

const lambdaGroup = new aws.ec2.SecurityGroup('lambda', { vpcId: vpc.id });

// S3 goes over a gateway.
const s3 = new aws.ec2.VpcEndpoint('s3', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.s3',
});
new aws.ec2.VpcEndpointRouteTableAssociation('s3', {
  routeTableId: routeTable.id,
  vpcEndpointId: s3.id,
});

new aws.ec2.VpcEndpoint('kinesis', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.kinesis-streams',
  vpcEndpointType: 'Interface',
  securityGroupIds: [endpointGroup.id, lambdaGroup.id],
});

const api = new aws.ec2.VpcEndpoint('api', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.execute-api',
});

export const apiId = api.id;
export const group = lambdaGroup.id;
