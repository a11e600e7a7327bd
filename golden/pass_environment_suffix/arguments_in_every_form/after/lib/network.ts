import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

import { Common } from "./common";

export interface NetworkArgs extends Common {
  vpcId: string;
  environment?: string | undefined;
}

abstract class Tagged extends pulumi.ComponentResource {
  constructor(
    type: string,
    name: string,
    protected readonly args: NetworkArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(type, name, args, opts);
  }
}

export class Network extends Tagged {
  constructor(
    name: string,
    args: NetworkArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("acme:net:Network", name, args, opts);
    new aws.ec2.Subnet(
      `${name}-${args.environmentSuffix}`,
      {
        vpcId: args.vpcId,
        cidrBlock: "10.0.0.0/24",
        tags: { Environment: args.environment ?? "dev" },
      },
      { parent: this },
    );
  }
}
