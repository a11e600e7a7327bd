import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TapStackArgs {
  environmentSuffix?: string;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly vpcId: pulumi.Output<string>;

  constructor(name: string, args: TapStackArgs, opts?: pulumi.ResourceOptions) {
    super('tap:stack:TapStack', name, args, opts);

    const environmentSuffix = args.environmentSuffix || 'dev';

    // The network of the shop.
    const vpc = new aws.ec2.Vpc(
      `ecommerce-vpc-${environmentSuffix}`,
      {
        cidrBlock: '10.0.0.0/16',
        tags: {
          Name: `ecommerce-vpc-${environmentSuffix}`,
          Environment: environmentSuffix,
        },
      },
      { parent: this }
    );

    for (const zone of ['a', 'b']) {
      new aws.ec2.Subnet(
        `ecommerce-subnet-${zone}-${environmentSuffix}`,
        { vpcId: vpc.id, cidrBlock: zone === 'a' ? '10.0.0.0/24' : '10.0.1.0/24' },
        { parent: this }
      );
    }

    const cluster = new aws.ecs.Cluster(`cluster-${environmentSuffix}`, {}, { parent: this });

    new aws.cloudwatch.LogGroup(`logs-${environmentSuffix}`, undefined, { parent: cluster });

    this.vpcId = vpc.id;
    this.registerOutputs({ vpcId: this.vpcId });
  }
}
