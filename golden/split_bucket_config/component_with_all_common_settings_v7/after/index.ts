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
        tags: { ...props.tags, Name: `audit-logs-${environmentSuffix}` },
      },
      { parent: this },
    );

    new aws.s3.BucketVersioning(
      `audit-bucket-${environmentSuffix}-versioning`,
      {
        bucket: auditBucket.id,
        versioningConfiguration: { status: 'Enabled' },
      },
      { parent: this },
    );

    new aws.s3.BucketServerSideEncryptionConfiguration(
      `audit-bucket-${environmentSuffix}-encryption`,
      {
        bucket: auditBucket.id,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: 'AES256',
            },
          },
        ],
      },
      { parent: this },
    );

    new aws.s3.BucketLifecycleConfiguration(
      `audit-bucket-${environmentSuffix}-lifecycle`,
      {
        bucket: auditBucket.id,
        rules: [
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
      },
      { parent: this },
    );

    new aws.s3.BucketLogging(
      `audit-bucket-${environmentSuffix}-logging`,
      {
        bucket: auditBucket.id,
        targetBucket: logs.id,
        targetPrefix: '',
      },
      { parent: this },
    );

    this.bucketName = auditBucket.bucket;

    this.registerOutputs({ bucketName: this.bucketName });
  }
}
