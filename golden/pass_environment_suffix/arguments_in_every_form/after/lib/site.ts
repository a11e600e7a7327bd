import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

export class Site extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: { environmentSuffix?: string } = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("acme:web:Site", name, args, opts);
    const suffix = args.environmentSuffix ?? "dev";
    new aws.s3.Bucket(`${name}-${suffix}`, {}, { parent: this });
  }
}
