import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TapStackArgs {
  environmentSuffix?: string;
  tags?: pulumi.Input<{ [key: string]: string }>;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly bucketName: pulumi.Output<string>;

  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ComponentResourceOptions
  ) {
    super('tap:stack:TapStack', name, {}, opts);

    const environmentSuffix = args.environmentSuffix || 'dev';
    const resourceTags = args.tags;

    const role = new aws.iam.Role(
      `lambda-transaction-role-${environmentSuffix}`,
      {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
          Service: 'lambda.amazonaws.com',
        }),
        tags: resourceTags,
      },
      { parent: this }
    );

    const bucket = new aws.s3.Bucket(
      `audit-${environmentSuffix}`,
      { bucket: `audit-logs-${environmentSuffix}`, tags: resourceTags },
      { parent: this }
    );

    this.bucketName = bucket.bucket;
    this.registerOutputs({ bucketName: this.bucketName, role: role.arn });
  }
}

export class Queues extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: { environmentSuffix: string },
    opts?: pulumi.ComponentResourceOptions
  ) {
    super('tap:stack:Queues', name, {}, opts);
    new aws.sqs.Queue(
      `jobs-${args.environmentSuffix}`,
      { fifoQueue: false },
      { parent: this }
    );
    this.registerOutputs({});
  }
}

export class Topics extends pulumi.ComponentResource {
  private readonly environmentSuffix: string;

  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ComponentResourceOptions
  ) {
    super('tap:stack:Topics', name, {}, opts);
    this.environmentSuffix = args.environmentSuffix ?? pulumi.getStack();
    this.topic('orders');
    this.registerOutputs({});
  }

  private topic(name: string) {
    return new aws.sns.Topic(
      `${name}-${this.environmentSuffix}`,
      {},
      { parent: this }
    );
  }
}

export class Tables extends pulumi.ComponentResource {
  constructor(
    name: string,
    environmentSuffix: string,
    opts?: pulumi.ComponentResourceOptions
  ) {
    // Above, where nothing is known of the object yet.
    const environment = process.env.ENVIRONMENT ?? 'dev';
    super('tap:stack:Tables', `${name}-${environment}`, {}, opts);
    new aws.dynamodb.Table(
      `orders-${environmentSuffix}`,
      {
        attributes: [{ name: 'id', type: 'S' }],
        hashKey: 'id',
        billingMode: 'PAY_PER_REQUEST',
      },
      { parent: this }
    );
    new aws.sqs.Queue(`late-${environment}`, {}, { parent: this });
    this.registerOutputs({});
  }
}
