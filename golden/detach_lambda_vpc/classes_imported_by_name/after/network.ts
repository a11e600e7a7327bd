import { InternetGateway, Subnet, Vpc } from '@pulumi/aws/ec2';
import * as lambda from '@pulumi/aws/lambda';
import * as pulumi from '@pulumi/pulumi';

export class Network extends pulumi.ComponentResource {
  private readonly subnet: Subnet;
  private readonly functions: lambda.Function[];

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('acme:network:Network', name, {}, opts);

    const vpc = new Vpc(
      `${name}-vpc`,
      { cidrBlock: '10.1.0.0/16' },
      { parent: this },
    );
    new InternetGateway(`${name}-igw`, { vpcId: vpc.id }, { parent: this });
    this.subnet = new Subnet(
      `${name}-private`,
      { vpcId: vpc.id, cidrBlock: '10.1.1.0/24' },
      { parent: this },
    );

    this.functions = ['read', 'write'].map(
      (action) =>
        new lambda.Function(
          `${name}-${action}`,
          {
            runtime: 'python3.12',
            handler: `${action}.handler`,
            role: 'arn:role',
            code: new pulumi.asset.FileArchive('./app'),
          },
          { parent: this, dependsOn: [this.subnet] },
        ),
    );

    this.registerOutputs({ arns: this.functions.map((one) => one.arn) });
  }
}
