import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

const stage = pulumi.getStack();
const environment = `env-${stage}`;

new aws.s3.Bucket(environment, {
  tags: { Environment: 'production', Stage: stage },
});
