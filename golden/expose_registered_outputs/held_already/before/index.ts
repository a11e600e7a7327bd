import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';
import { Base } from './lib/base';

class Store extends Base {
  public readonly bucket: aws.s3.Bucket;

  constructor(
    name: string,
    public readonly owner: string,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('acme:index:Store', name, {}, opts);
    this.bucket = new aws.s3.Bucket(name, {}, { parent: this });
    this.registerOutputs({
      bucket: this.bucket,
      owner: this.owner,
      arn: this.bucket.arn,
      created: this.created,
    });
  }

  public get arn(): pulumi.Output<string> {
    return this.bucket.arn;
  }
}

// No component.
class Plain {
  registerOutputs(outputs: object): object {
    return outputs;
  }

  run(): object {
    return this.registerOutputs({ x: 1 });
  }
}

// Nothing is registered.
class Silent extends pulumi.ComponentResource {
  constructor(name: string) {
    super('acme:index:Silent', name);
    this.registerOutputs();
    new Plain().run();
  }
}

new Store('store', 'me');
new Silent('silent');
