import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const role = new aws.iam.Role('role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});
const app = {
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./app'),
};
const lambda = {
  serviceNamespace: 'lambda',
  scalableDimension: 'lambda:function:ProvisionedConcurrency',
  minCapacity: 1,
  maxCapacity: 5,
};

// An alias of a published version needs no configuration of its own: autoscaling makes one.
const published = new aws.lambda.Function('published', {
  ...app,
  publish: true,
});
const live = new aws.lambda.Alias('live', {
  name: 'live',
  functionName: published.name,
  functionVersion: published.version,
});
new aws.appautoscaling.Target('alias', {
  ...lambda,
  resourceId: pulumi.interpolate`function:${published.name}:${live.name}`,
});
new aws.appautoscaling.Target('alias-by-name', {
  ...lambda,
  resourceId: pulumi.interpolate`function:${published.name}:live`,
});
new aws.appautoscaling.Target('version', {
  ...lambda,
  resourceId: pulumi.interpolate`function:${published.name}:${published.version}`,
});
new aws.appautoscaling.Target('number', {
  ...lambda,
  resourceId: 'function:published:3',
});

// A function of somebody else, whose aliases are not known.
new aws.appautoscaling.Target('other', {
  ...lambda,
  resourceId: 'function:other:prod',
});
new aws.appautoscaling.Target('configured', {
  ...lambda,
  resourceId: `function:${config.require('function')}`,
});
new aws.appautoscaling.Target('qualified', {
  ...lambda,
  resourceId: pulumi.interpolate`function:${published.name}:${config.require('alias')}`,
});
const computed = new aws.lambda.Function('computed', {
  ...app,
  publish: config.getBoolean('publish'),
});
new aws.appautoscaling.Target('computed', {
  ...lambda,
  resourceId: pulumi.interpolate`function:${computed.name}:${computed.version}`,
});

// Other services have other ids.
new aws.appautoscaling.Target('service', {
  maxCapacity: 4,
  minCapacity: 1,
  resourceId: 'service/cluster/function',
  scalableDimension: 'ecs:service:DesiredCount',
  serviceNamespace: 'ecs',
});

// Our own, of the same name.
class Target {
  constructor(
    readonly name: string,
    readonly args: { resourceId: string; serviceNamespace: string },
  ) {}
}
export const own = new Target('own', {
  resourceId: 'function:own:$LATEST',
  serviceNamespace: 'lambda',
});
