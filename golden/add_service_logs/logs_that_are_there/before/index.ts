import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const bucket = new aws.s3.Bucket('logs');

const named = new aws.ec2.Vpc('named', { cidrBlock: '10.0.0.0/16' });
const namedId = named.id;
new aws.ec2.FlowLog('named', {
  vpcId: namedId,
  trafficType: 'ALL',
  logDestinationType: 's3',
  logDestination: bucket.arn,
});

const subnetted = new aws.ec2.Vpc('subnetted', { cidrBlock: '10.1.0.0/16' });
const subnet = new aws.ec2.Subnet('subnet', {
  vpcId: subnetted.id,
  cidrBlock: '10.1.0.0/24',
});
new aws.ec2.FlowLog('subnetted', {
  vpcId: subnet.vpcId,
  trafficType: 'REJECT',
  logDestinationType: 's3',
  logDestination: bucket.arn,
});

const vpcs: aws.ec2.Vpc[] = [];
for (const name of ['a', 'b']) {
  const inLoop = new aws.ec2.Vpc(name, { cidrBlock: '10.2.0.0/16' });
  vpcs.push(inLoop);
}
vpcs.push(new aws.ec2.Vpc('c', { cidrBlock: '10.3.0.0/16' }));
for (const vpc of vpcs) {
  new aws.ec2.FlowLog('in-loop', {
    vpcId: vpc.id,
    trafficType: 'ALL',
    logDestinationType: 's3',
    logDestination: bucket.arn,
  });
}

const api = new aws.apigateway.RestApi('api', {});
const deployment = new aws.apigateway.Deployment('api', { restApi: api.id });
const group = new aws.cloudwatch.LogGroup('api', {});
export const stage = new aws.apigateway.Stage('api', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: pulumi.getStack(),
  accessLogSettings: {
    destinationArn: group.arn,
    format: '$context.requestId',
  },
});
