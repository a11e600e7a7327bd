import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

const environmentSuffix = pulumi.getStack();

const auditBucket = new aws.s3.Bucket(
  `audit-bucket-${environmentSuffix}`,
  {
    bucket: `audit-logs-${environmentSuffix}`,
  },
  { ignoreChanges: ['lifecycleRules'] }
);

new aws.s3.BucketVersioningV2(`audit-bucket-${environmentSuffix}-versioning`, {
  bucket: auditBucket.id,
  versioningConfiguration: {
    // DEPRECATED
    status: 'Enabled',
  },
});

new aws.s3.BucketServerSideEncryptionConfigurationV2(
  `audit-bucket-${environmentSuffix}-encryption`,
  {
    bucket: auditBucket.id,
    rules: [
      // DEPRECATED
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: 'AES256',
        },
      },
    ],
  }
);

new aws.s3.BucketLifecycleConfigurationV2(
  `audit-bucket-${environmentSuffix}-lifecycle`,
  {
    bucket: auditBucket.id,
    rules: [
      // DEPRECATED
      {
        id: 'glacier-transition',
        status: 'Enabled',
        filter: { prefix: '' },
        transitions: [
          {
            days: 90,
            storageClass: 'GLACIER',
          },
        ],
      },
    ],
  }
);

export const bucketName = auditBucket.bucket;
