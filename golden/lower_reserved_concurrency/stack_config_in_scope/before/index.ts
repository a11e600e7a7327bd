import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const settings = new pulumi.Config();
const role = aws.iam.Role.get('service', 'booking-service');

export const book = new aws.lambda.Function('book', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'book.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/booking'),
  environment: { variables: { HOTEL: settings.require('hotel') } },
  reservedConcurrentExecutions: 80,
});
