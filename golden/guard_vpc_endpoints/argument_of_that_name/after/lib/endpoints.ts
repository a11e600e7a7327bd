import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface EndpointsArgs {
  vpcId: pulumi.Input<string>;
  enableVpcEndpoints?: boolean;
}

export class Endpoints extends pulumi.ComponentResource {
  constructor(name: string, args: EndpointsArgs) {
    super('shop:network:Endpoints', name);

    const { enableVpcEndpoints = true } = args;

    if (enableVpcEndpoints) {
      new aws.ec2.VpcEndpoint(
        name,
        { vpcId: args.vpcId, serviceName: 'com.amazonaws.us-east-1.s3' },
        { parent: this },
      );
    }

    this.registerOutputs({ enabled: enableVpcEndpoints });
  }
}
