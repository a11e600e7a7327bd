import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// iacfix-ignore add-service-logs: the security team logs all VPCs
const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });

const lab = new aws.ec2.Vpc('lab', { cidrBlock: '10.1.0.0/16' });
const labFlowLogGroup = new aws.cloudwatch.LogGroup('lab-flow-logs', {
  retentionInDays: 30,
});
const labFlowLogRole = new aws.iam.Role('lab-flow-log-role', {
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Service: 'vpc-flow-logs.amazonaws.com',
        },
        Action: 'sts:AssumeRole',
      },
    ],
  }),
});
new aws.iam.RolePolicy('lab-flow-log-policy', {
  role: labFlowLogRole.id,
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'logs:DescribeLogGroups',
          'logs:DescribeLogStreams',
        ],
        Resource: pulumi.interpolate`${labFlowLogGroup.arn}:*`,
      },
    ],
  }),
});
new aws.ec2.FlowLog('lab-flow-log', {
  vpcId: lab.id,
  trafficType: 'ALL',
  logDestination: labFlowLogGroup.arn,
  iamRoleArn: labFlowLogRole.arn,
});

export const ids = [vpc.id, lab.id];
