import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'search-service');
const domain = aws.opensearch.Domain.get('products', 'products');

const indexer = new aws.lambda.Function(
  'indexer',
  {
    runtime: aws.lambda.Runtime.NodeJS20dX,
    handler: 'indexer.handler',
    role: role.arn,
    code: new pulumi.asset.FileArchive('./dist/indexer'),
    environment: {
      variables: {
        ENDPOINT: domain.endpoint,
        INDEX: 'products',
        AWS_REGION: aws.config.region || 'us-east-1'
      }
    }
  },
  { dependsOn: [domain] }
);

const reindexer = new aws.lambda.Function('reindexer', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'reindexer.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/indexer'),
  timeout: 900,
  environment: {
    variables: {
      AWS_REGION: aws.config.region || 'us-east-1'
    }
  }
});

export const indexers = [indexer.arn, reindexer.arn];
