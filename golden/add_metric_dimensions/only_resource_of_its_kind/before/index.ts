import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const api = new aws.apigateway.RestApi('orders');
const topic = new aws.sns.Topic('orders');

export const dashboard = new aws.cloudwatch.Dashboard('orders', {
  dashboardName: 'orders',
  dashboardBody: pulumi.jsonStringify({
    widgets: [
      {
        type: 'metric',
        properties: {
          metrics: [
            ['AWS/ApiGateway', '5XXError'],
            ['AWS/SNS', 'NumberOfNotificationsFailed', { stat: 'Sum' }],
            ['AWS/SNS', 'SMSMonthToDateSpentUSD'],
          ],
          region: 'us-east-1',
        },
      },
    ],
  }),
}).dashboardArn;

class Orders extends pulumi.ComponentResource {
  private readonly handler: aws.lambda.Function;

  constructor(name: string, role: aws.iam.Role) {
    super('shop:index:Orders', name);

    this.handler = new aws.lambda.Function(
      `${name}-handler`,
      {
        role: role.arn,
        packageType: 'Image',
        imageUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:latest',
      },
      { parent: this },
    );
    new aws.cloudwatch.Dashboard(
      `${name}-handler`,
      {
        dashboardName: `${name}-handler`,
        dashboardBody: pulumi.jsonStringify({
          widgets: [
            {
              type: 'metric',
              properties: {
                metrics: [['AWS/Lambda', 'Errors']],
                region: 'us-east-1',
              },
            },
          ],
        }),
      },
      { parent: this },
    );
    this.registerOutputs({ topicArn: topic.arn, apiName: api.name });
  }
}

new Orders(
  'orders',
  new aws.iam.Role('orders', {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
      Service: 'lambda.amazonaws.com',
    }),
  }),
);
