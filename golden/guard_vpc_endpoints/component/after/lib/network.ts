import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface NetworkArgs {
  environmentSuffix: string;
}

export class Network extends pulumi.ComponentResource {
  public readonly vpc: aws.ec2.Vpc;
  public readonly s3Endpoint: aws.ec2.VpcEndpoint | undefined;
  private kinesisEndpoint: aws.ec2.VpcEndpoint | undefined;

  constructor(
    name: string,
    args: NetworkArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("shop:network:Network", name, {}, opts);

    this.vpc = new aws.ec2.Vpc(
      `vpc-${args.environmentSuffix}`,
      { cidrBlock: "10.0.0.0/16" },
      { parent: this },
    );

    const config = new pulumi.Config();
    const enableVpcEndpoints = config.getBoolean("enableVpcEndpoints") ?? true;

    if (enableVpcEndpoints) {
      this.s3Endpoint = new aws.ec2.VpcEndpoint(
        `s3-${args.environmentSuffix}`,
        {
          vpcId: this.vpc.id,
          serviceName: "com.amazonaws.us-east-1.s3",
        },
        { parent: this },
      );

      this.kinesisEndpoint = new aws.ec2.VpcEndpoint(
        `kinesis-${args.environmentSuffix}`,
        {
          vpcId: this.vpc.id,
          serviceName: "com.amazonaws.us-east-1.kinesis-streams",
          vpcEndpointType: "Interface",
        },
        { parent: this },
      );
    }

    this.registerOutputs({
      vpcId: this.vpc.id,
      s3EndpointId: this.s3Endpoint?.id,
      kinesisEndpointId: this.kinesisEndpoint?.id,
    });
  }
}
