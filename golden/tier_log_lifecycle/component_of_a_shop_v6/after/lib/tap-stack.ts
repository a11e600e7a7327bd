import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TapStackArgs {
  environmentSuffix?: string;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly logsBucketName: pulumi.Output<string>;
  private readonly accessLogs: aws.s3.BucketV2;

  constructor(name: string, args: TapStackArgs, opts?: pulumi.ResourceOptions) {
    super('tap:stack:TapStack', name, args, opts);

    const environmentSuffix = args.environmentSuffix || 'dev';

    const logsBucket = new aws.s3.Bucket(
      `ecommerce-logs-${environmentSuffix}`,
      {
        forceDestroy: true,
        lifecycleRules: [
          {
            enabled: true,
            expiration: {
              days: 90, // enough for an on-call shift
            },
            transitions: [
              { days: 30, storageClass: 'STANDARD_IA' },
              { days: 60, storageClass: 'GLACIER' },
            ],
          },
        ],
      },
      { parent: this }
    );

    this.accessLogs = new aws.s3.BucketV2(
      `access-${environmentSuffix}`,
      {
        lifecycleRules: [
          {
            id: 'short',
            enabled: true,
            expirations: [{ days: 90 }],
            noncurrentVersionExpirations: [{ days: 3 }],
            transitions: [
              { days: 30, storageClass: 'STANDARD_IA' },
              { days: 60, storageClass: 'GLACIER' },
            ],
          },
        ],
      },
      { parent: this }
    );

    // Only the objects below one prefix are logs.
    const data = new aws.s3.Bucket(
      `data-${environmentSuffix}`,
      {
        lifecycleRules: [
          {
            enabled: true,
            prefix: 'alb-logs/',
            expiration: { days: 90 },
            transitions: [
              { days: 30, storageClass: 'STANDARD_IA' },
              { days: 60, storageClass: 'GLACIER' },
            ],
          },
          { enabled: true, prefix: 'uploads/', expiration: { days: 14 } },
        ],
      },
      { parent: this, dependsOn: [this.accessLogs] }
    );

    this.logsBucketName = logsBucket.bucket;
    this.registerOutputs({
      logsBucketName: this.logsBucketName,
      dataBucketName: data.bucket,
    });
  }
}
