import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface PipelineArgs {
  environmentSuffix: string;
  tags?: Record<string, string>;
}

export class Pipeline extends pulumi.ComponentResource {
  public readonly functionNames: pulumi.Output<string>[];

  constructor(
    name: string,
    args: PipelineArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('example:orders:Pipeline', name, args, opts);

    const { environmentSuffix, tags } = args;
    const role = aws.iam.Role.get('service', 'orders-service');
    const common = {
      runtime: aws.lambda.Runtime.NodeJS20dX,
      role: role.arn,
      code: new pulumi.asset.FileArchive('./dist'),
      tags,
    };

    const validatorFunction = new aws.lambda.Function(
      `validator-${environmentSuffix}`,
      {
        ...common,
        handler: 'validator.handler',
        reservedConcurrentExecutions: 10,
        timeout: 30,
      },
      { parent: this },
    );

    const processorFunction = new aws.lambda.Function(
      `processor-${environmentSuffix}`,
      {
        ...common,
        handler: 'processor.handler',
        timeout: 60,
        reservedConcurrentExecutions: 10,
      },
      { parent: this },
    );

    const notifierFunction = new aws.lambda.Function(
      `notifier-${environmentSuffix}`,
      {
        ...common,
        handler: 'notifier.handler',
        reservedConcurrentExecutions: 10, // as for the others
      },
      { parent: this },
    );

    this.functionNames = [
      validatorFunction.name,
      processorFunction.name,
      notifierFunction.name,
    ];
    this.registerOutputs();
  }
}
