import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// A gateway leads out of it.
const vpc = new aws.ec2.Vpc('open', { cidrBlock: '10.0.0.0/16' });
const front = new aws.ec2.Subnet('open-public', {
  vpcId: vpc.id,
  cidrBlock: '10.0.1.0/24',
});
const back = new aws.ec2.Subnet('open-private', {
  vpcId: vpc.id,
  cidrBlock: '10.0.2.0/24',
});
const address = new aws.ec2.Eip('open', {});
export const nat = new aws.ec2.NatGateway('open', {
  subnetId: front.id,
  allocationId: address.id,
});

export const fetcher = new aws.lambda.Function('fetcher', {
  runtime: 'nodejs20.x',
  handler: 'fetcher.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./fetcher'),
  vpcConfig: { subnetIds: [back.id], securityGroupIds: ['sg-1'] },
});
