import * as aws from '@pulumi/aws';

const records = new aws.s3.Bucket('protokolle-2024', {
  lifecycleRules: [
    {
      enabled: true,
      expiration: { days: 400 },
      transitions: [
        { days: 0, storageClass: 'GLACIER_IR' },
        { days: 180, storageClass: 'DEEP_ARCHIVE' },
      ],
    },
  ],
});

// The words of the user take the place of the usual ones.
const logs = new aws.s3.Bucket('logs', {
  lifecycleRules: [{ enabled: true, expiration: { days: 1 } }],
});

const copies = new aws.s3.Bucket('protokolle-copies', {
  lifecycleRules: [
    // iacfix-ignore tier-log-lifecycle: they are copies
    { enabled: true, expiration: { days: 3 } },
  ],
});

export const names = [records.bucket, logs.bucket, copies.bucket];
