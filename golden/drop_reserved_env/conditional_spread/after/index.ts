import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const isLocal = config.getBoolean('localstack') ?? false;

const role = new aws.iam.Role('catalog', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

export const search = new aws.lambda.Function('catalog-search', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'search.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/catalog'),
  environment: {
    variables: {
      TABLE_NAME: 'catalog',
      ...(isLocal
        ? {
            ENDPOINT_URL: 'http://localhost:4566',
          }
        : { POOL_SIZE: '20' }),
    },
  },
});

export const importer = new aws.lambda.Function('catalog-import', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'import.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/catalog'),
  environment: {
    variables: {
      TABLE_NAME: 'catalog',
    },
  },
});
