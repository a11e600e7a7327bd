import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const bucket = new aws.s3.Bucket('logs');

function log(name: string, vpcId: pulumi.Input<string>): void {
  new aws.ec2.FlowLog(name, {
    vpcId,
    trafficType: 'ALL',
    logDestinationType: 's3',
    logDestination: bucket.arn,
  });
}

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });
log('vpc', vpc.id);
