import * as appautoscaling from '@pulumi/aws/appautoscaling';
import { Function } from '@pulumi/aws/lambda';
import * as pulumi from '@pulumi/pulumi';

export interface JobsArgs {
  roleArn: pulumi.Input<string>;
  names: string[];
}

export class Jobs extends pulumi.ComponentResource {
  private readonly intake: Function;

  constructor(
    name: string,
    args: JobsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('acme:jobs:Jobs', name, {}, opts);

    this.intake = new Function(
      `${name}-intake`,
      {
        runtime: 'python3.12',
        handler: 'intake.handler',
        role: args.roleArn,
        code: new pulumi.asset.FileArchive('./jobs'),
      },
      { parent: this },
    );

    new appautoscaling.Target(
      `${name}-intake-scaling-target`,
      {
        maxCapacity: 50,
        minCapacity: 5,
        resourceId: pulumi.interpolate`function:${this.intake.name}`,
        scalableDimension: 'lambda:function:ProvisionedConcurrency',
        serviceNamespace: 'lambda',
      },
      { parent: this },
    );

    for (const job of args.names) {
      const worker = new Function(
        `${name}-${job}`,
        {
          runtime: 'python3.12',
          handler: `${job}.handler`,
          role: args.roleArn,
          code: new pulumi.asset.FileArchive('./jobs'),
        },
        { parent: this },
      );

      const target = new appautoscaling.Target(
        `${name}-${job}-target`,
        {
          maxCapacity: 10,
          minCapacity: 1,
          resourceId: pulumi.interpolate`function:${worker.name}:$LATEST`,
          scalableDimension: 'lambda:function:ProvisionedConcurrency',
          serviceNamespace: 'lambda',
        },
        { parent: this },
      );

      new appautoscaling.Policy(
        `${name}-${job}-policy`,
        {
          policyType: 'TargetTrackingScaling',
          resourceId: target.resourceId,
          scalableDimension: target.scalableDimension,
          serviceNamespace: target.serviceNamespace,
          targetTrackingScalingPolicyConfiguration: {
            targetValue: 0.5,
            predefinedMetricSpecification: {
              predefinedMetricType: 'LambdaProvisionedConcurrencyUtilization',
            },
          },
        },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}
