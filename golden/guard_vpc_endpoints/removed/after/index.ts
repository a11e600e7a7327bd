import * as aws from '@pulumi/aws';

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });
const routeTable = new aws.ec2.RouteTable('private', { vpcId: vpc.id });

const lambdaGroup = new aws.ec2.SecurityGroup('lambda', { vpcId: vpc.id });

const api = new aws.ec2.VpcEndpoint('api', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.execute-api',
});

export const apiId = api.id;
export const group = lambdaGroup.id;
