import { iam, lambda as l } from '@pulumi/aws';
import { asset } from '@pulumi/pulumi';

const role = iam.Role.get('service', 'imports-service');

export const resize = new l.Function('resize', {
  runtime: l.Runtime.NodeJS20dX,
  handler: 'resize.handler',
  role: role.arn,
  code: new asset.FileArchive('./dist'),
  environment: {
    variables: {
      QUALITY: '80',
    },
  },
});
