import * as aws from '@pulumi/aws';

export const logs = new aws.s3.Bucket('logs', {
  lifecycleRules: [{ enabled: true, expiration: { days: 30 } }],
});
