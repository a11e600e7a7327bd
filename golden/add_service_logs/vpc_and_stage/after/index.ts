import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') ?? 'dev';

// The network of the shop.
const vpc = new aws.ec2.Vpc(`ecommerce-vpc-${environmentSuffix}`, {
  cidrBlock: '10.0.0.0/16',
  enableDnsHostnames: true,
  tags: { Name: `ecommerce-vpc-${environmentSuffix}` },
});

const flowLogGroup = new aws.cloudwatch.LogGroup(
  `ecommerce-vpc-${environmentSuffix}-flow-logs`,
  {
    retentionInDays: 30,
  },
);

const flowLogRole = new aws.iam.Role(
  `ecommerce-vpc-${environmentSuffix}-flow-log-role`,
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
);

new aws.iam.RolePolicy(`ecommerce-vpc-${environmentSuffix}-flow-log-policy`, {
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

new aws.ec2.FlowLog(`ecommerce-vpc-${environmentSuffix}-flow-log`, {
  vpcId: vpc.id,
  trafficType: 'ALL',
  logDestination: flowLogGroup.arn,
  iamRoleArn: flowLogRole.arn,
});

const subnet = new aws.ec2.Subnet(`private-${environmentSuffix}`, {
  vpcId: vpc.id,
  cidrBlock: '10.0.1.0/24',
});

const api = new aws.apigateway.RestApi(`ecommerce-api-${environmentSuffix}`, {
  description: 'Orders',
});

const deployment = new aws.apigateway.Deployment(`api-${environmentSuffix}`, {
  restApi: api.id,
});

const accessLogGroup = new aws.cloudwatch.LogGroup(
  `api-stage-${environmentSuffix}-access-logs`,
  {
    retentionInDays: 30,
  },
);

// What customers call.
const stage = new aws.apigateway.Stage(`api-stage-${environmentSuffix}`, {
  restApi: api.id,
  deployment: deployment.id,
  stageName: environmentSuffix,
  accessLogSettings: {
    destinationArn: accessLogGroup.arn,
    format: JSON.stringify({
      requestId: '$context.requestId',
      extendedRequestId: '$context.extendedRequestId',
      ip: '$context.identity.sourceIp',
      caller: '$context.identity.caller',
      user: '$context.identity.user',
      requestTime: '$context.requestTime',
      httpMethod: '$context.httpMethod',
      resourcePath: '$context.resourcePath',
      status: '$context.status',
      protocol: '$context.protocol',
      responseLength: '$context.responseLength',
    }),
  },
});

export const subnetId = subnet.id;
export const url = stage.invokeUrl;
