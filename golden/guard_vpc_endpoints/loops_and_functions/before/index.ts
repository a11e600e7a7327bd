import * as aws from '@pulumi/aws';

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });

for (const service of ['s3', 'dynamodb']) {
  new aws.ec2.VpcEndpoint(service, {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.us-east-1.${service}`,
  });
}

function interfaces(services: string[]): void {
  services.forEach((service) => {
    const endpoint = new aws.ec2.VpcEndpoint(service, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.us-east-1.${service}`,
      vpcEndpointType: 'Interface',
    });
    new aws.ec2.VpcEndpointPolicy(service, {
      vpcEndpointId: endpoint.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
    });
  });
}
interfaces(['ecr.api', 'ecr.dkr']);
