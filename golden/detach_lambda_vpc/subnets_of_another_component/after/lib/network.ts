import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export class Network extends pulumi.ComponentResource {
  public readonly privateSubnetIds: pulumi.Output<string>[];
  public readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('shop:net:Network', name, {}, opts);
    const vpc = new aws.ec2.Vpc(
      name,
      { cidrBlock: '10.0.0.0/16' },
      { parent: this },
    );
    const subnets = ['10.0.0.0/24', '10.0.1.0/24'].map(
      (cidrBlock, index) =>
        new aws.ec2.Subnet(
          `${name}-${index}`,
          { vpcId: vpc.id, cidrBlock },
          { parent: this },
        ),
    );
    const group = new aws.ec2.SecurityGroup(
      name,
      { vpcId: vpc.id },
      { parent: this },
    );
    this.privateSubnetIds = subnets.map((subnet) => subnet.id);
    this.securityGroupId = group.id;
  }
}
