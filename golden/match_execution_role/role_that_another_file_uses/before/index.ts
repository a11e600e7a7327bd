import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Roles } from './lib/roles';

const roles = new Roles('roles');

// This one is in the VPC.
export const worker = new aws.lambda.Function('worker', {
  runtime: 'nodejs20.x',
  handler: 'worker.handler',
  role: roles.lambdaRole.arn,
  code: new pulumi.asset.FileArchive('./worker'),
  vpcConfig: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
});
