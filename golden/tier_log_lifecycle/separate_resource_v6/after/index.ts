import { s3 } from '@pulumi/aws'

const bucket = new s3.BucketV2('trail', { bucket: 'acme-cloudtrail' })

const lifecycle = new s3.BucketLifecycleConfigurationV2(
  'trail-lifecycle',
  {
    bucket: bucket.bucket,
    rules: [
      {
        id: 'expire',
        status: 'Enabled',
        expiration: { days: 90 },
        transitions: [
          { days: 30, storageClass: 'STANDARD_IA' },
          { days: 60, storageClass: 'GLACIER' },
        ],
      },
    ],
  },
  { parent: bucket },
)

export const lifecycleId = lifecycle.id
