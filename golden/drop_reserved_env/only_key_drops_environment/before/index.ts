import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const region = aws.getRegionOutput().region;

const role = new aws.iam.Role('thumbnails', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const uploads = new aws.s3.Bucket('uploads');

const thumbnails = new aws.lambda.Function('thumbnails', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'thumbnails.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/thumbnails'),
  environment: {
    variables: {
      AWS_REGION: region,
    },
  },
  memorySize: 1024,
});

const permission = new aws.lambda.Permission('thumbnails', {
  action: 'lambda:InvokeFunction',
  function: thumbnails.name,
  principal: 's3.amazonaws.com',
  sourceArn: uploads.arn,
});

new aws.s3.BucketNotification(
  'uploads',
  {
    bucket: uploads.id,
    lambdaFunctions: [
      { lambdaFunctionArn: thumbnails.arn, events: ['s3:ObjectCreated:*'] },
    ],
  },
  { dependsOn: [permission] },
);

export const dashboard = pulumi.interpolate`https://${region}.console.aws.amazon.com/lambda`;
