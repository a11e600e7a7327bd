import * as aws from '@pulumi/aws';

const provider = new aws.Provider('tagged', { defaultTags: { tags: { ManagedBy: 'Pulumi' } } });
export const queue = new aws.sqs.Queue('queue', {}, { provider });
