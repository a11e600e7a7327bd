import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export interface AuditProps {
  environmentSuffix: string;
  tags?: { [key: string]: string };
}

export class AuditStack extends pulumi.ComponentResource {
  public readonly bucketName: pulumi.Output<string>;

  constructor(
    name: string,
    props: AuditProps,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('audit:index:AuditStack', name, {}, opts);

    const { environmentSuffix } = props;

    const logs = new aws.s3.Bucket(
      `access-logs-${environmentSuffix}`,
      {},
      { parent: this },
    );

    // Every change of an account ends up here.
    const auditBucket = new aws.s3.Bucket(
      `audit-bucket-${environmentSuffix}`,
      {
        bucket: `audit-logs-${environmentSuffix}`,
        versioning: { enabled: true },
        serverSideEncryptionConfiguration: {
          rule: {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: 'AES256',
            },
          },
        },
        lifecycleRules: [
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
        logging: { targetBucket: logs.id },
        tags: { ...props.tags, Name: `audit-logs-${environmentSuffix}` },
      },
      { parent: this },
    );

    this.bucketName = auditBucket.bucket;

    this.registerOutputs({ bucketName: this.bucketName });
  }
}
