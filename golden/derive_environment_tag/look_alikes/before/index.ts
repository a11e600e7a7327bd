import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

const early = new aws.s3.Bucket('early', {
  tags: { Environment: 'production' },
});

const environmentSuffix = pulumi.getStack();
// The variables of a function, not a name.
const environment = { variables: { Environment: 'production' } };
const classification = 'production';

const fn = new aws.lambda.Function('fn', {
  role: 'arn:aws:iam::123456789012:role/lambda',
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  code: new pulumi.asset.AssetArchive({}),
  environment,
  tags: { Environment: environmentSuffix, Team: 'production' },
});

const named = new aws.sns.Topic('named', {
  tags: { Environment: classification, ENVIRONMENT: 'production' },
});

const report = { tags: { Environment: 'production' } };

export const names = [early.bucket, fn.name, named.name, report.tags];
