import * as aws from '@pulumi/aws';

const role = new aws.iam.Role('api-logs', {
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  }),
  managedPolicyArns: [
    'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
  ],
});
const account = new aws.apigateway.Account('account', {
  cloudwatchRoleArn: role.arn,
});

const api = new aws.apigateway.RestApi('api', {});
const deployment = new aws.apigateway.Deployment('deployment', {
  restApi: api.id,
});

const accessLogGroup = new aws.cloudwatch.LogGroup('first-access-logs', {
  retentionInDays: 30,
});

new aws.apigateway.Stage(
  'first',
  {
    restApi: api.id,
    deployment: deployment.id,
    stageName: 'first',
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
  },
  { dependsOn: [account] },
);

const accessLogGroup2 = new aws.cloudwatch.LogGroup('second-access-logs', {
  retentionInDays: 30,
});

new aws.apigateway.Stage(
  'second',
  {
    restApi: api.id,
    deployment: deployment.id,
    stageName: 'second',
    accessLogSettings: {
      destinationArn: accessLogGroup2.arn,
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
  },
  { dependsOn: [deployment, account] },
);

const accessLogGroup3 = new aws.cloudwatch.LogGroup('third-access-logs', {
  retentionInDays: 30,
});

new aws.apigateway.Stage(
  'third',
  {
    restApi: api.id,
    deployment: deployment.id,
    stageName: 'third',
    accessLogSettings: {
      destinationArn: accessLogGroup3.arn,
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
  },
  { dependsOn: account },
);
