import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const isPrivate = config.getBoolean('private') ?? false;
const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });
const service = (name: string) => `com.amazonaws.us-east-1.${name}`;

class VpcEndpoint {}
const other = new VpcEndpoint();
const found = aws.ec2.VpcEndpoint.get('found', 'vpce-0');

if (isPrivate) {
  new aws.ec2.VpcEndpoint('s3', { vpcId: vpc.id, serviceName: service('s3') });
}

const kms = isPrivate
  ? new aws.ec2.VpcEndpoint('kms', {
      vpcId: vpc.id,
      serviceName: service('kms'),
    })
  : undefined;

const logs =
  isPrivate &&
  new aws.ec2.VpcEndpoint('logs', {
    vpcId: vpc.id,
    serviceName: service('logs'),
  });

function add(name: string): void {
  if (!isPrivate) {
    return;
  }
  new aws.ec2.VpcEndpoint(name, { vpcId: vpc.id, serviceName: service(name) });
}
add('sts');

function create(name: string): void {
  new aws.ec2.VpcEndpoint(name, { vpcId: vpc.id, serviceName: service(name) });
}
if (isPrivate) {
  create('sns');
}

// iacfix-ignore guard-vpc-endpoints: everything needs it
new aws.ec2.VpcEndpoint('sqs', { vpcId: vpc.id, serviceName: service('sqs') });

export const ids = [other, found.id, kms?.id, logs];
