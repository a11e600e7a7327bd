import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export class Store extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.CustomResourceOptions) {
    super("store:index:Store", name, {}, opts);

    const passed = new aws.s3.Bucket(
      `${name}-passed`,
      {},
      pulumi.mergeOptions(opts, { ignoreChanges: ["corsRules"] }),
    );

    new aws.s3.BucketCorsConfigurationV2(
      `${name}-passed-cors`,
      {
        bucket: passed.id,
        corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
      },
      opts,
    );

    new aws.s3.BucketVersioningV2(
      `${name}-passed-versioning`,
      {
        bucket: passed.id,
        versioningConfiguration: { status: "Enabled" },
      },
      opts,
    );

    const spread = new aws.s3.Bucket(
      `${name}-spread`,
      {
        corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
      },
      { ...opts, parent: this },
    );

    new aws.s3.BucketVersioningV2(
      `${name}-spread-versioning`,
      {
        bucket: spread.id,
        versioningConfiguration: { status: "Enabled" },
      },
      { ...opts, parent: this },
    );

    this.registerOutputs({ ids: [passed.id, spread.id] });
  }
}
