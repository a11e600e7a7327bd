import * as aws from '@pulumi/aws';

export function addEndpoint(vpc: aws.ec2.Vpc) {
  return new aws.ec2.VpcEndpoint('dynamodb', {
    vpcId: vpc.id,
    serviceName: 'com.amazonaws.us-east-1.dynamodb',
  });
}
