import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });
const config = new pulumi.Config();
const networkEndpoints = config.getBoolean('network-endpoints') ?? false;
let s3: aws.ec2.VpcEndpoint | undefined;
if (networkEndpoints) {
  s3 = new aws.ec2.VpcEndpoint('s3', {
    vpcId: vpc.id,
    serviceName: 'com.amazonaws.us-east-1.s3',
  });
}
export const s3Id = s3?.id;
