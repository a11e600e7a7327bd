import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const settings = new pulumi.Config('network');
const withEndpoints = settings.requireBoolean('enableVpcEndpoints');

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });
if (withEndpoints) {
  new aws.ec2.VpcEndpoint('s3', {
    vpcId: vpc.id,
    serviceName: 'com.amazonaws.us-east-1.s3',
  });
}

export const endpoints = withEndpoints;
