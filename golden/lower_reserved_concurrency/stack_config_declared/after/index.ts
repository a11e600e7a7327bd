import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'booking-service');
const code = new pulumi.asset.FileArchive('./dist/booking');

const config = new pulumi.Config();

// Books a room, and pays for it.
export const book = new aws.lambda.Function('book', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'book.handler',
  role: role.arn,
  code,
  reservedConcurrentExecutions:
    config.getNumber('bookReservedConcurrency') ?? 10,
});

export const cancel = new aws.lambda.Function('cancel', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'cancel.handler',
  role: role.arn,
  code,
  reservedConcurrentExecutions:
    config.getNumber('cancelReservedConcurrency') ?? 10,
});
