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

new aws.apigateway.Stage('first', {
  restApi: api.id,
  deployment: deployment.id,
  stageName: 'first',
});

new aws.apigateway.Stage(
  'second',
  { restApi: api.id, deployment: deployment.id, stageName: 'second' },
  { dependsOn: [deployment] },
);

new aws.apigateway.Stage(
  'third',
  {
    restApi: api.id,
    deployment: deployment.id,
    stageName: 'third',
  },
  { dependsOn: account },
);
