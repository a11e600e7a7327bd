import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export const network = new aws.ec2.Vpc('network', {
  cidrBlock: '10.0.0.0/16',
});

const networkFlowLogGroup = new aws.cloudwatch.LogGroup('network-flow-logs', {
  retentionInDays: 120,
});

const networkFlowLogRole = new aws.iam.Role('network-flow-log-role', {
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

new aws.iam.RolePolicy('network-flow-log-policy', {
  role: networkFlowLogRole.id,
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
        Resource: pulumi.interpolate`${networkFlowLogGroup.arn}:*`,
      },
    ],
  }),
});

new aws.ec2.FlowLog('network-flow-log', {
  vpcId: network.id,
  trafficType: 'REJECT',
  logDestination: networkFlowLogGroup.arn,
  iamRoleArn: networkFlowLogRole.arn,
});
