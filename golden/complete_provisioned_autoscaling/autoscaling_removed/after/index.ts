import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('news-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const news = new aws.lambda.Function('news', {
  runtime: 'nodejs20.x',
  handler: 'news.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./news'),
  reservedConcurrentExecutions: 10,
});

export const newsArn = news.arn;

// Somebody else needs this one.
const feed = new aws.lambda.Function('feed', {
  runtime: 'nodejs20.x',
  handler: 'feed.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./news'),
});

const feedTarget = new aws.appautoscaling.Target('feed-target', {
  maxCapacity: 10,
  minCapacity: 2,
  resourceId: pulumi.interpolate`function:${feed.name}`,
  scalableDimension: 'lambda:function:ProvisionedConcurrency',
  serviceNamespace: 'lambda',
});

export const feedCapacity = feedTarget.maxCapacity;
