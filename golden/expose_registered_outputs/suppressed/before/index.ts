import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

class Store extends pulumi.ComponentResource {
  constructor(name: string) {
    super('acme:index:Store', name);
    const bucket = new aws.s3.Bucket(name, {}, { parent: this });
    this.registerOutputs({
      // iacfix-ignore expose-registered-outputs: for the state file alone
      bucketArn: bucket.arn,
    });
  }
}

new Store('store');
