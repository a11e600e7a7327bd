const pulumi = require('@pulumi/pulumi');
const aws = require('@pulumi/aws');

class Store extends pulumi.ComponentResource {
  /** @param {string} name */
  constructor(name) {
    super('acme:index:Store', name);
    const bucket = new aws.s3.Bucket(name, {}, { parent: this });

    this.registerOutputs({
      bucketArn: bucket.arn,
      names: [bucket.bucket],
    });
  }
}

new Store('store');
