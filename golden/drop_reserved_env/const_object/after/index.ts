import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const region = new pulumi.Config('aws').require('region');

const role = new aws.iam.Role('rates', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const environment = {
  RATES_URL: config.require('ratesUrl'),
  CACHE_SECONDS: '300',
};

const rates = new aws.lambda.Function('rates', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'rates.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/rates'),
  environment: { variables: environment },
});

const url = new aws.lambda.FunctionUrl('rates', {
  functionName: rates.name,
  authorizationType: 'NONE',
});

export const ratesUrl = url.functionUrl;
export const home = region;
