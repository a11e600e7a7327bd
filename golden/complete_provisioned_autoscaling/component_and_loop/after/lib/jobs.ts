import * as appautoscaling from '@pulumi/aws/appautoscaling';
import {
  Function,
  Alias,
  ProvisionedConcurrencyConfig,
} from '@pulumi/aws/lambda';
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
        publish: true,
      },
      { parent: this },
    );

    const intakeAlias = new Alias(
      `${name}-intake-alias`,
      {
        name: 'live',
        functionName: this.intake.name,
        functionVersion: this.intake.version,
      },
      { parent: this },
    );

    new ProvisionedConcurrencyConfig(
      `${name}-intake-provisioned-concurrency`,
      {
        functionName: this.intake.name,
        qualifier: intakeAlias.name,
        provisionedConcurrentExecutions: 5,
      },
      { parent: this, ignoreChanges: ['provisionedConcurrentExecutions'] },
    );

    new appautoscaling.Target(
      `${name}-intake-scaling-target`,
      {
        maxCapacity: 50,
        minCapacity: 5,
        resourceId: pulumi.interpolate`function:${this.intake.name}:${intakeAlias.name}`,
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
          publish: true,
        },
        { parent: this },
      );

      const workerAlias = new Alias(
        `${name}-${job}-alias`,
        {
          name: 'live',
          functionName: worker.name,
          functionVersion: worker.version,
        },
        { parent: this },
      );

      new ProvisionedConcurrencyConfig(
        `${name}-${job}-provisioned-concurrency`,
        {
          functionName: worker.name,
          qualifier: workerAlias.name,
          provisionedConcurrentExecutions: 1,
        },
        { parent: this, ignoreChanges: ['provisionedConcurrentExecutions'] },
      );

      const target = new appautoscaling.Target(
        `${name}-${job}-target`,
        {
          maxCapacity: 10,
          minCapacity: 1,
          resourceId: pulumi.interpolate`function:${worker.name}:${workerAlias.name}`,
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
