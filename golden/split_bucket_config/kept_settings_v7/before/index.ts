import * as aws from '@pulumi/aws';

// Every setting that is written inline is kept.
export const site = new aws.s3.Bucket('site', {
  // iacfix-ignore split-bucket-config: moves with the next release
  website: {
    indexDocument: 'index.html',
  },
  versioning: { enabled: true }, // iacfix-ignore split-bucket-config
});

// What is kept stays where the rest goes.
export const logs = new aws.s3.Bucket('logs', {
  versioning: { enabled: true },
  // iacfix-ignore split-bucket-config: the console wants it here
  acl: 'log-delivery-write',
});
