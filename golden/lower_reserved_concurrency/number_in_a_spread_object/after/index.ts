import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'imports-service');

const lambdaDefaults = {
  runtime: aws.lambda.Runtime.Python3d12,
  role: role.arn,
  code: new pulumi.asset.FileArchive('./imports'),
  reservedConcurrentExecutions: 10,
  timeout: 300,
};

const customers = new aws.lambda.Function('import-customers', {
  ...lambdaDefaults,
  handler: 'customers.main',
});

const products = new aws.lambda.Function('import-products', {
  ...lambdaDefaults,
  handler: 'products.main',
  memorySize: 1024,
});

const prices = new aws.lambda.Function('import-prices', {
  ...lambdaDefaults,
  handler: 'prices.main',
  reservedConcurrentExecutions: 5,
});

export const arns = [customers.arn, products.arn, prices.arn];
