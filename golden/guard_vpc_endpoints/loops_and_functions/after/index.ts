import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });

const config = new pulumi.Config();

const enableVpcEndpoints = config.getBoolean('enableVpcEndpoints') ?? true;

for (const service of ['s3', 'dynamodb']) {
  if (enableVpcEndpoints) {
    new aws.ec2.VpcEndpoint(service, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.us-east-1.${service}`,
    });
  }
}

function interfaces(services: string[]): void {
  services.forEach((service) => {
    if (enableVpcEndpoints) {
      const endpoint = new aws.ec2.VpcEndpoint(service, {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.us-east-1.${service}`,
        vpcEndpointType: 'Interface',
      });
      new aws.ec2.VpcEndpointPolicy(service, {
        vpcEndpointId: endpoint.id,
        policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
      });
    }
  });
}
interfaces(['ecr.api', 'ecr.dkr']);
