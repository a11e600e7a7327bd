import * as aws from '@pulumi/aws';

export const network = new aws.ec2.Vpc('network', {
  cidrBlock: '10.0.0.0/16',
});
