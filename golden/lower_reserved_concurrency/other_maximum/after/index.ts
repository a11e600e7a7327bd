import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'ledger-service');

const common = {
  runtime: aws.lambda.Runtime.Java21,
  role: role.arn,
  code: new pulumi.asset.FileArchive('./build/ledger.zip'),
};

const post = new aws.lambda.Function('post', {
  ...common,
  handler: 'ledger.Post::handle',
  reservedConcurrentExecutions: 25,
});

const close = new aws.lambda.Function('close', {
  ...common,
  handler: 'ledger.Close::handle',
  reservedConcurrentExecutions: 25,
});

const audit = new aws.lambda.Function('audit', {
  ...common,
  handler: 'ledger.Audit::handle',
  reservedConcurrentExecutions: 20,
});

export const arns = [post.arn, close.arn, audit.arn];
