import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export class TapStack extends pulumi.ComponentResource {
  public readonly lambdaFunctionArn: pulumi.Output<string>;

  constructor(name: string, args: { role: string }, opts?: pulumi.ComponentResourceOptions) {
    super('tap:stack:TapStack', name, args, opts);

    const lambdaFunction = new aws.lambda.Function(
      'transactions',
      { role: args.role, publish: true, packageType: 'Image', imageUri: 'example.com/image:1' },
      { parent: this },
    );
    const lambdaAlias = new aws.lambda.Alias(
      'live',
      { functionName: lambdaFunction.name, functionVersion: lambdaFunction.version },
      { parent: this },
    );

    this.lambdaFunctionArn = lambdaFunction.arn;

    this.registerOutputs({
      lambdaFunctionArn: this.lambdaFunctionArn,
    });
  }
}

// Another one whose alias has no name, and that registers the version already.
export class Reports extends pulumi.ComponentResource {
  public readonly version: pulumi.Output<string>;

  constructor(name: string, args: { role: string }, opts?: pulumi.ComponentResourceOptions) {
    super('tap:stack:Reports', name, args, opts);
    const reports = new aws.lambda.Function(
      'reports',
      { role: args.role, publish: true, packageType: 'Image', imageUri: 'example.com/image:1' },
      { parent: this },
    );
    void new aws.lambda.Alias(
      'reports-live',
      { functionName: reports.name, functionVersion: reports.version },
      { parent: this },
    );
    this.version = reports.version;
    this.registerOutputs({ version: this.version });
  }
}

new TapStack('tap', { role: 'arn:aws:iam::123456789012:role/tap' });
new Reports('reports', { role: 'arn:aws:iam::123456789012:role/tap' });
