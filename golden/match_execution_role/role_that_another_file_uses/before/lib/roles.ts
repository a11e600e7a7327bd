import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export class Roles extends pulumi.ComponentResource {
  public readonly lambdaRole: aws.iam.Role;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('acme:roles:Roles', name, {}, opts);

    const role = new aws.iam.Role(
      `${name}-lambda`,
      {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
          Service: 'lambda.amazonaws.com',
        }),
        managedPolicyArns: [
          aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
        ],
      },
      { parent: this },
    );

    new aws.lambda.Function(
      `${name}-check`,
      {
        runtime: 'nodejs20.x',
        handler: 'check.handler',
        role: role.arn,
        code: new pulumi.asset.FileArchive('./check'),
      },
      { parent: this },
    );

    this.lambdaRole = role;
    this.registerOutputs({ roleArn: role.arn });
  }
}
