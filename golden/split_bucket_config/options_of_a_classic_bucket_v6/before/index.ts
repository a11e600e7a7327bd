import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export class Store extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.CustomResourceOptions) {
    super("store:index:Store", name, {}, opts);

    const passed = new aws.s3.Bucket(
      `${name}-passed`,
      {
        corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
        versioning: { enabled: true },
      },
      opts,
    );

    const spread = new aws.s3.Bucket(
      `${name}-spread`,
      {
        corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
        versioning: { enabled: true },
      },
      { ...opts, parent: this },
    );

    this.registerOutputs({ ids: [passed.id, spread.id] });
  }
}
