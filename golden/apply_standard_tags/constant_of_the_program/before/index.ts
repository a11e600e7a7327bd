import * as aws from '@pulumi/aws';
import { makeQueue } from './queues/queue';
import { standardTags } from './tags';

// iacfix-ignore apply-standard-tags: it is gone next week
export const old = new aws.sqs.Queue('old');
export const tagged = new aws.sns.Topic('tagged', { tags: standardTags });
export const topic = new aws.sns.Topic('news', { tags: { Name: 'news' } });
export const queue = makeQueue('orders');
