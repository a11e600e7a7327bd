import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'accounts-service');
const database = aws.rds.Cluster.get('accounts', 'accounts');
const cache = aws.elasticache.ReplicationGroup.get('accounts', 'accounts');

const read = new aws.lambda.Function('read-account', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'read.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/accounts'),
  environment: {
    variables: pulumi
      .all([database.readerEndpoint, cache.primaryEndpointAddress])
      .apply(([host, redis]) => ({
        DB_HOST: host,
        REDIS_URL: `rediss://${redis}:6379`,
      })),
  },
});

const write = new aws.lambda.Function('write-account', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'write.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/accounts'),
  environment: {
    variables: database.endpoint.apply((host) => {
      const [name] = host.split('.');
      return {
        DB_HOST: host,
        DB_NAME: name,
      };
    }),
  },
});

const purge = new aws.lambda.Function('purge-account', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'purge.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/accounts'),
  environment: pulumi.output({
    variables: {
      DB_HOST: database.endpoint,
    },
  }),
});

export const functionArns = [read.arn, write.arn, purge.arn];
