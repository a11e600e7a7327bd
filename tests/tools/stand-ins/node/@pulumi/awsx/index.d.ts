// A stand-in for the types of @pulumi/awsx, not its real ones: as much as the golden cases use.

import * as pulumi from "@pulumi/pulumi";

export namespace ec2 {
  class Vpc extends pulumi.ComponentResource {
    constructor(name: string, args?: { numberOfAvailabilityZones?: number }, opts?: pulumi.ComponentResourceOptions);
    readonly vpcId: pulumi.Output<string>;
  }
}

export namespace ecr {
  class Image extends pulumi.ComponentResource {
    constructor(
      name: string,
      args: { repositoryUrl: pulumi.Input<string>; context?: pulumi.Input<string>; platform?: pulumi.Input<string> },
      opts?: pulumi.ComponentResourceOptions,
    );
    readonly imageUri: pulumi.Output<string>;
  }
}
