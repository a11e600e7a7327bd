const pulumi = require('@pulumi/pulumi');
const aws = require('@pulumi/aws');

class Store extends pulumi.ComponentResource {
  /** @param {string} name */
  constructor(name) {
    super('acme:index:Store', name);
    const bucket = new aws.s3.Bucket(name, {}, { parent: this });

    this.bucketArn = bucket.arn;
    this.names = [bucket.bucket];

    this.registerOutputs({
      bucketArn: this.bucketArn,
      names: this.names,
    });
  }
}

new Store('store');
