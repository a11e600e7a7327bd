import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const { lambda } = aws;
const LambdaFunction = aws.lambda.Function;
const role = aws.iam.Role.get('service', 'imports-service');
const code = new pulumi.asset.FileArchive('./dist');

export const crop = new LambdaFunction('crop', {
  runtime: lambda.Runtime.NodeJS20dX,
  handler: 'crop.handler',
  role: role.arn,
  code,
  environment: {
    variables: {
      RATIO: '16:9',
    },
  },
});

export const rotate = new lambda.Function('rotate', {
  runtime: lambda.Runtime.NodeJS20dX,
  handler: 'rotate.handler',
  role: role.arn,
  code,
  environment: {
    variables: {
      DEGREES: '90',
    },
  },
});
