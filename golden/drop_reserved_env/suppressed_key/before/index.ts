import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const region = aws.config.region || 'us-east-1';
const role = aws.iam.Role.get('service', 'emulator-service');

export const emulated = new aws.lambda.Function('emulated', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'index.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist'),
  environment: {
    variables: {
      // iacfix-ignore drop-reserved-env: the emulator does not set it
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      QUEUE: 'jobs',
    },
  },
});

export const onlyEmulated = new aws.lambda.Function('only-emulated', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'index.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist'),
  environment: {
    variables: {
      AWS_DEFAULT_REGION: region,
      AWS_REGION: region, // iacfix-ignore drop-reserved-env: the emulator does not set it
    },
  },
});
