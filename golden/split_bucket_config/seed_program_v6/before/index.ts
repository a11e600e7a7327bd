import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

const environmentSuffix = pulumi.getStack();

const auditBucket = new aws.s3.Bucket(
  `audit-bucket-${environmentSuffix}`,
  {
    bucket: `audit-logs-${environmentSuffix}`,
    versioning: {                              // DEPRECATED
      enabled: true,
    },
    serverSideEncryptionConfiguration: {       // DEPRECATED
      rule: {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: 'AES256',
        },
      },
    },
    lifecycleRules: [                          // DEPRECATED
      {
        id: 'glacier-transition',
        enabled: true,
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
