import * as aws from '@pulumi/aws';

new aws.ec2.Vpc('shop', { cidrBlock: '10.0.0.0/16' });
