import * as aws from '@pulumi/aws';
import { QueueStack } from '../lib/queue-stack';
import { TapStack } from '../lib/tap-stack';

const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';

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

const environment = process.env.ENVIRONMENT || 'dev';
if (!/^[a-z]+$/.test(environment)) {
  throw new Error(`Invalid environment '${environment}'`);
}

const topic = new aws.sns.Topic(`events-${environmentSuffix}`);
new TapStack('tap', { environmentSuffix, environment });
new QueueStack('queues', 'pr123');

export const topicArn = topic.arn;
