import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const vpc = new aws.ec2.Vpc('files', { cidrBlock: '10.0.0.0/16' });
const subnet = new aws.ec2.Subnet('files', {
  vpcId: vpc.id,
  cidrBlock: '10.0.1.0/24',
});

// A file system is mounted in a VPC only.
export const mounted = new aws.lambda.Function('mounted', {
  runtime: 'nodejs20.x',
  handler: 'mounted.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./mounted'),
  fileSystemConfig: {
    arn: config.require('accessPointArn'),
    localMountPath: '/mnt/files',
  },
  vpcConfig: { subnetIds: [subnet.id], securityGroupIds: ['sg-1'] },
});

// What is in this VPC is not known.
export const elsewhere = new aws.lambda.Function('elsewhere', {
  runtime: 'nodejs20.x',
  handler: 'elsewhere.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./elsewhere'),
  vpcConfig: {
    subnetIds: config.requireObject<string[]>('subnetIds'),
    securityGroupIds: ['sg-1'],
  },
});

// One of them is not the program's.
export const partly = new aws.lambda.Function('partly', {
  runtime: 'nodejs20.x',
  handler: 'partly.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./partly'),
  vpcConfig: {
    subnetIds: [subnet.id, config.require('subnetId')],
    securityGroupIds: ['sg-1'],
  },
});

// Only sometimes, which somebody decided.
export const sometimes = new aws.lambda.Function('sometimes', {
  runtime: 'nodejs20.x',
  handler: 'sometimes.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./sometimes'),
  vpcConfig: config.getBoolean('private')
    ? { subnetIds: [subnet.id], securityGroupIds: ['sg-1'] }
    : undefined,
});
