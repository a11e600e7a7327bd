import * as aws from '@pulumi/aws';
import { QueueStack } from '../lib/queue-stack';
import { TapStack } from '../lib/tap-stack';

const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
const environment = process.env.ENVIRONMENT || 'dev';
if (!/^[a-z]+$/.test(environment)) {
  throw new Error(`Invalid environment '${environment}'`);
}

const topic = new aws.sns.Topic(`events-${environmentSuffix}`);
new TapStack('tap', { environmentSuffix, environment });
new QueueStack('queues', 'pr123');

export const topicArn = topic.arn;
