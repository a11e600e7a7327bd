import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const table = new aws.dynamodb.Table('invoices', {
  billingMode: 'PAY_PER_REQUEST',
  hashKey: 'id',
  attributes: [{ name: 'id', type: 'S' }],
});

const role = new aws.iam.Role('invoices', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const lambdaDefaults = {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist'),
};

const variables = {
  TABLE_NAME: table.name,
  AWS_REGION: aws.config.region || 'us-east-1',
  LOG_LEVEL: 'info',
};

const create = new aws.lambda.Function('create-invoice', {
  ...lambdaDefaults,
  handler: 'create.handler',
  environment: { variables },
});

const send = new aws.lambda.Function('send-invoice', {
  ...lambdaDefaults,
  handler: 'send.handler',
  environment: { variables: { ...variables, SENDER: 'billing@example.com' } },
});

export const functionNames = [create.name, send.name];
