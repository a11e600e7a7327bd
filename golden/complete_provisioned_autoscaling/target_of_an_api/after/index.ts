import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') ?? 'dev';

const lambdaRole = new aws.iam.Role(`ecommerce-role-${environmentSuffix}`, {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const apiLambda = new aws.lambda.Function(
  `ecommerce-api-${environmentSuffix}`,
  {
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    role: lambdaRole.arn,
    code: new pulumi.asset.FileArchive('./api'),
    reservedConcurrentExecutions: 10,
    publish: true,
  },
);

const apiLambdaAlias = new aws.lambda.Alias(
  `ecommerce-lambda-alias-${environmentSuffix}`,
  {
    name: 'live',
    functionName: apiLambda.name,
    functionVersion: apiLambda.version,
  },
);

new aws.lambda.ProvisionedConcurrencyConfig(
  `ecommerce-lambda-provisioned-concurrency-${environmentSuffix}`,
  {
    functionName: apiLambda.name,
    qualifier: apiLambdaAlias.name,
    provisionedConcurrentExecutions: 2,
  },
  { ignoreChanges: ['provisionedConcurrentExecutions'] },
);

// Scale what is kept warm.
const lambdaScalingTarget = new aws.appautoscaling.Target(
  `ecommerce-lambda-scaling-target-${environmentSuffix}`,
  {
    maxCapacity: 10,
    minCapacity: 2,
    resourceId: pulumi.interpolate`function:${apiLambda.name}:${apiLambdaAlias.name}`,
    scalableDimension: 'lambda:function:ProvisionedConcurrency',
    serviceNamespace: 'lambda',
  },
);

const lambdaScalingPolicy = new aws.appautoscaling.Policy(
  `ecommerce-lambda-scaling-policy-${environmentSuffix}`,
  {
    policyType: 'TargetTrackingScaling',
    resourceId: lambdaScalingTarget.resourceId,
    scalableDimension: lambdaScalingTarget.scalableDimension,
    serviceNamespace: lambdaScalingTarget.serviceNamespace,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 0.7,
      predefinedMetricSpecification: {
        predefinedMetricType: 'LambdaProvisionedConcurrencyUtilization',
      },
    },
  },
);

export const policyArn = lambdaScalingPolicy.arn;
