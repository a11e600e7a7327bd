import { assumeRolePolicyForPrincipal, Role } from '@pulumi/aws/iam';
import { Function } from '@pulumi/aws/lambda';
import { asset, Config } from '@pulumi/pulumi';

const region = new Config('aws').require('region');

const role = new Role('convert', {
  assumeRolePolicy: assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

export const convert = new Function('convert', {
  runtime: 'nodejs20.x',
  handler: 'convert.handler',
  role: role.arn,
  code: new asset.FileArchive('./dist'),
  environment: {
    variables: {
      FORMAT: 'webp',
      AWS_REGION: region,
    },
  },
});
