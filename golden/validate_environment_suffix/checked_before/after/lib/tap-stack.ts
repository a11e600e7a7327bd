import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

interface TapStackArgs {
  environment: string;
  environmentSuffix: string;
}

// What it is given was checked by the program that begins.
export class TapStack extends pulumi.ComponentResource {
  constructor(name: string, args: TapStackArgs) {
    super('tap:stack:TapStack', name);
    new aws.sqs.Queue(`jobs-${args.environmentSuffix}`, {}, { parent: this });
    new aws.sqs.Queue(`late-${args.environment}`, {}, { parent: this });
    this.registerOutputs({});
  }
}
