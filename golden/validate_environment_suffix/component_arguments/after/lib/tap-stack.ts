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

    if (!/^[a-z0-9-]+$/.test(environmentSuffix)) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`
      );
    }
    if (environmentSuffix.length > 20) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`
      );
    }

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

    if (!/^[a-z0-9-]+$/.test(args.environmentSuffix)) {
      throw new Error(
        `Invalid environmentSuffix '${args.environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`
      );
    }
    if (args.environmentSuffix.length > 20) {
      throw new Error(
        `Invalid environmentSuffix '${args.environmentSuffix}': must be 20 characters or less`
      );
    }

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

    if (!/^[a-z0-9-]+$/.test(this.environmentSuffix)) {
      throw new Error(
        `Invalid environmentSuffix '${this.environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`
      );
    }
    if (this.environmentSuffix.length > 20) {
      throw new Error(
        `Invalid environmentSuffix '${this.environmentSuffix}': must be 20 characters or less`
      );
    }

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

    if (!/^[a-z0-9-]+$/.test(environment)) {
      throw new Error(
        `Invalid environment '${environment}': must contain only lowercase letters, numbers, and hyphens`
      );
    }
    if (environment.length > 20) {
      throw new Error(
        `Invalid environment '${environment}': must be 20 characters or less`
      );
    }

    super('tap:stack:Tables', `${name}-${environment}`, {}, opts);

    if (!/^[a-z0-9-]+$/.test(environmentSuffix)) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`
      );
    }
    if (environmentSuffix.length > 20) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`
      );
    }

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
