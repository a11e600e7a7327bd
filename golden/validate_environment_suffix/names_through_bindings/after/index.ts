import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') ?? pulumi.getStack();

if (!/^[a-z0-9-]+$/.test(environmentSuffix)) {
  throw new Error(
    `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`,
  );
}
if (environmentSuffix.length > 20) {
  throw new Error(
    `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`,
  );
}

const prefix = `orders-${environmentSuffix}`;

const named = (name: string) => `${prefix}-${name}`;

function bucketName(purpose: string): string {
  return ['acme', environmentSuffix, purpose].join('-');
}

new aws.lb.TargetGroup(named('web'), {
  name: `${environmentSuffix}-web-target-group`,
  port: 80,
  protocol: 'HTTP',
  vpcId: 'vpc-12345',
});
const logs = new aws.s3.Bucket('logs', { bucket: bucketName('logs') });

export const logsName = logs.bucket;
