import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { peered } from './peered';

const config = new pulumi.Config();
const bucket = new aws.s3.Bucket('logs');

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });
const other = new aws.ec2.Vpc('other', { cidrBlock: '10.1.0.0/16' });

const existing = aws.ec2.Vpc.get('existing', config.require('vpcId'));
const ids = { other: other.id };
const settings = {
  trafficType: 'ALL',
  logDestinationType: 's3',
  logDestination: bucket.arn,
};
new aws.ec2.FlowLog('other', { vpcId: ids.other, ...settings });
new aws.ec2.FlowLog('written', { vpcId: 'vpc-0123', ...settings });
const watched = [existing, aws.ec2.Vpc.get('lab', config.require('labId'))];
watched.forEach((one, index) => {
  new aws.ec2.FlowLog(`watched-${index}`, { vpcId: one.id, ...settings });
});

const gateway = new aws.ec2transitgateway.TransitGateway('gateway', {});
new aws.ec2.FlowLog('gateway', {
  transitGatewayId: gateway.id,
  maxAggregationInterval: 60,
  logDestinationType: 's3',
  logDestination: bucket.arn,
});

new aws.ec2.VpcPeeringConnection('peering', {
  vpcId: vpc.id,
  peerVpcId: peered.id,
  autoAccept: true,
});
