import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

interface FunctionArgs {
  environment: { variables: Record<string, string> };
}

/** A function of the on-premises runtime, which sets nothing by itself. */
class Function extends pulumi.ComponentResource {
  constructor(name: string, args: FunctionArgs) {
    super('example:edge:Function', name);
    new aws.ssm.Parameter(
      name,
      { type: 'String', value: JSON.stringify(args.environment.variables) },
      { parent: this },
    );
  }
}

export const lambda = { Function };

new Function('gateway', {
  environment: { variables: { AWS_REGION: 'eu-north-1' } },
});

new lambda.Function('reader', {
  environment: { variables: { AWS_REGION: 'eu-north-1' } },
});
