import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') ?? 'dev';
const region = aws.config.region ?? 'us-east-1';

const lambdaRole = new aws.iam.Role('api', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});
const apiLambda = new aws.lambda.Function(
  `ecommerce-api-${environmentSuffix}`,
  {
    role: lambdaRole.arn,
    packageType: 'Image',
    imageUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/api:latest',
  },
);
const alb = new aws.lb.LoadBalancer(`ecommerce-alb-${environmentSuffix}`, {
  subnets: ['subnet-1', 'subnet-2'],
});
const cluster = new aws.ecs.Cluster(`ecommerce-${environmentSuffix}`);

const dashboard = new aws.cloudwatch.Dashboard(
  `ecommerce-dashboard-${environmentSuffix}`,
  {
    dashboardName: `ecommerce-${environmentSuffix}`,
    dashboardBody: pulumi
      .all([apiLambda.name, alb.arnSuffix, cluster.name])
      .apply(([lambdaName, albSuffix, clusterName]) =>
        JSON.stringify({
          widgets: [
            {
              type: 'metric',
              properties: {
                metrics: [
                  [
                    'AWS/Lambda',
                    'Duration',
                    'FunctionName',
                    lambdaName,
                    { stat: 'Average' },
                  ],
                  [
                    '.',
                    'Errors',
                    'FunctionName',
                    lambdaName,
                    { stat: 'Sum', label: 'Errors of the shop' },
                  ],
                  ['.', 'UnreservedConcurrentExecutions'],
                ],
                period: 300,
                region,
                title: 'Lambda',
              },
            },
            {
              type: 'metric',
              properties: {
                metrics: [
                  [
                    'AWS/ApplicationELB',
                    'TargetResponseTime',
                    'LoadBalancer',
                    albSuffix,
                  ],
                ],
                region,
                title: 'Load balancer',
              },
            },
            {
              type: 'metric',
              properties: {
                metrics: [
                  ['AWS/ECS', 'CPUUtilization', 'ClusterName', clusterName],
                  ['.', 'MemoryUtilization', '.', '.', { yAxis: 'right' }],
                ],
                region,
                title: `Cluster ${clusterName}`,
              },
            },
          ],
        }),
      ),
  },
);

export const dashboardName = dashboard.dashboardName;
