import * as aws from '@pulumi/aws';

export const peered = new aws.ec2.Vpc('peered', { cidrBlock: '10.2.0.0/16' });

const bucket = new aws.s3.Bucket('peered-logs');
new aws.ec2.FlowLog('peered', {
  vpcId: peered.id,
  trafficType: 'ALL',
  logDestinationType: 's3',
  logDestination: bucket.arn,
});
