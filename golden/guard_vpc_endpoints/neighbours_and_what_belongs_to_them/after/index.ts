import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const enableVpcEndpoints = config.getBoolean('enableVpcEndpoints') ?? true;
const environmentSuffix = config.get('environmentSuffix') ?? 'dev';

const vpc = new aws.ec2.Vpc(`vpc-${environmentSuffix}`, {
  cidrBlock: '10.0.0.0/16',
});
const routeTable = new aws.ec2.RouteTable(`private-${environmentSuffix}`, {
  vpcId: vpc.id,
});

if (enableVpcEndpoints) {
  // What may call the endpoints.
  const endpointGroup = new aws.ec2.SecurityGroup(
    `endpoints-${environmentSuffix}`,
    {
      vpcId: vpc.id,
      description: `Endpoints of
    ${environmentSuffix}`,
    },
  );
  new aws.ec2.SecurityGroupRule(`https-${environmentSuffix}`, {
    type: 'ingress',
    securityGroupId: endpointGroup.id,
    protocol: 'tcp',
    fromPort: 443,
    toPort: 443,
    cidrBlocks: ['10.0.0.0/16'],
  });

  // S3 goes over a gateway.
  const s3Endpoint = new aws.ec2.VpcEndpoint(`s3-${environmentSuffix}`, {
    vpcId: vpc.id,
    serviceName: 'com.amazonaws.us-east-1.s3',
    policy: `{
  "Version": "2012-10-17",
  "Statement": []
}`,
  });
  new aws.ec2.VpcEndpointRouteTableAssociation(`s3-${environmentSuffix}`, {
    routeTableId: routeTable.id,
    vpcEndpointId: s3Endpoint.id,
  });

  const kinesisEndpoint = new aws.ec2.VpcEndpoint(
    `kinesis-${environmentSuffix}`,
    {
      vpcId: vpc.id,
      serviceName: 'com.amazonaws.us-east-1.kinesis-streams',
      vpcEndpointType: 'Interface',
      securityGroupIds: [endpointGroup.id], // and no other
    },
  ); // costs money
}

const stream = new aws.kinesis.Stream(`events-${environmentSuffix}`, {
  shardCount: 1,
});

export const streamName = stream.name;
