import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'drafts-service');

export const drafts = new aws.lambda.Function('drafts', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'drafts.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/drafts'),
  environment: {
    variables: {
      TABLE_NAME: 'drafts',
    },
  },
});

export const url = new aws.lambda.FunctionUrl('drafts', {
  functionName: drafts.name,
  authorizationType: 'AWS_IAM',
});

export const address = ;
