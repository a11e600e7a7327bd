import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { addEndpoint } from './endpoints';

const vpc = new aws.ec2.Vpc('jobs', { cidrBlock: '10.0.0.0/16' });
const subnet = new aws.ec2.Subnet('jobs', {
  vpcId: vpc.id,
  cidrBlock: '10.0.1.0/24',
});
addEndpoint(vpc);

export const job = new aws.lambda.Function('job', {
  runtime: 'nodejs20.x',
  handler: 'job.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./job'),
  vpcConfig: { subnetIds: [subnet.id], securityGroupIds: ['sg-1'] },
});
