import * as aws from '@pulumi/aws';
import { Vpc, FlowLog } from '@pulumi/aws/ec2';
import * as pulumi from '@pulumi/pulumi';

const regions = ['eu-central-1', 'us-east-1'];
for (const region of regions) {
  const regional = new aws.ec2.Vpc(`vpc-${region}`, {
    region,
    cidrBlock: '10.0.0.0/16',
  });
  const regionalFlowLogGroup = new aws.cloudwatch.LogGroup(
    `vpc-${region}-flow-logs`,
    {
      retentionInDays: 30,
      region,
    },
  );
  const regionalFlowLogRole = new aws.iam.Role(`vpc-${region}-flow-log-role`, {
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
  new aws.iam.RolePolicy(`vpc-${region}-flow-log-policy`, {
    role: regionalFlowLogRole.id,
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
          Resource: pulumi.interpolate`${regionalFlowLogGroup.arn}:*`,
        },
      ],
    }),
  });
  new aws.ec2.FlowLog(`vpc-${region}-flow-log`, {
    vpcId: regional.id,
    trafficType: 'ALL',
    logDestination: regionalFlowLogGroup.arn,
    iamRoleArn: regionalFlowLogRole.arn,
    region,
  });
  new aws.ec2.Subnet(`subnet-${region}`, {
    region,
    vpcId: regional.id,
    cidrBlock: '10.0.1.0/24',
  });
}

if (pulumi.getStack() !== 'production') {
  const vpc = new Vpc('scratch', { cidrBlock: '10.1.0.0/16' });
  const flowLogGroup = new aws.cloudwatch.LogGroup('scratch-flow-logs', {
    retentionInDays: 30,
  });
  const flowLogRole = new aws.iam.Role('scratch-flow-log-role', {
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
  new aws.iam.RolePolicy('scratch-flow-log-policy', {
    role: flowLogRole.id,
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
          Resource: pulumi.interpolate`${flowLogGroup.arn}:*`,
        },
      ],
    }),
  });
  new FlowLog('scratch-flow-log', {
    vpcId: vpc.id,
    trafficType: 'ALL',
    logDestination: flowLogGroup.arn,
    iamRoleArn: flowLogRole.arn,
  });
}

const provider = new aws.Provider('edge', { region: 'us-east-1' });
let edge: aws.ec2.Vpc;
edge = new aws.ec2.Vpc('edge', { cidrBlock: '10.2.0.0/16' }, { provider });
const edgeFlowLogGroup = new aws.cloudwatch.LogGroup(
  'edge-flow-logs',
  {
    retentionInDays: 30,
  },
  { provider: provider },
);
const edgeFlowLogRole = new aws.iam.Role(
  'edge-flow-log-role',
  {
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
  },
  { provider: provider },
);
new aws.iam.RolePolicy(
  'edge-flow-log-policy',
  {
    role: edgeFlowLogRole.id,
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
          Resource: pulumi.interpolate`${edgeFlowLogGroup.arn}:*`,
        },
      ],
    }),
  },
  { provider: provider },
);
new aws.ec2.FlowLog(
  'edge-flow-log',
  {
    vpcId: edge.id,
    trafficType: 'ALL',
    logDestination: edgeFlowLogGroup.arn,
    iamRoleArn: edgeFlowLogRole.arn,
  },
  { provider: provider },
);
export const edgeId = edge.id;
