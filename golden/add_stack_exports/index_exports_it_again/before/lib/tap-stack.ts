import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export interface TapStackArgs {
  environmentSuffix?: string;
  tags?: Record<string, string>;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly lambdaFunctionArn: pulumi.Output<string>;
  public readonly lambdaFunctionName: pulumi.Output<string>;
  public readonly iamRole: aws.iam.Role;
  public readonly logGroup: aws.cloudwatch.LogGroup;
  private readonly suffix: string;

  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ComponentResourceOptions
  ) {
    super('tap:stack:TapStack', name, {}, opts);

    this.suffix = args.environmentSuffix ?? 'dev';
    this.iamRole = new aws.iam.Role(
      `lambda-role-${this.suffix}`,
      {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
          Service: 'lambda.amazonaws.com',
        }),
        tags: args.tags,
      },
      { parent: this }
    );
    this.logGroup = new aws.cloudwatch.LogGroup(
      `lambda-logs-${this.suffix}`,
      { retentionInDays: 14 },
      { parent: this }
    );
    const fn = new aws.lambda.Function(
      `processor-${this.suffix}`,
      {
        runtime: 'nodejs20.x',
        handler: 'index.handler',
        role: this.iamRole.arn,
        code: new pulumi.asset.FileArchive('./lambda'),
      },
      { parent: this, dependsOn: [this.logGroup] }
    );
    this.lambdaFunctionArn = fn.arn;
    this.lambdaFunctionName = fn.name;

    this.registerOutputs({
      lambdaFunctionArn: this.lambdaFunctionArn,
      lambdaFunctionName: this.lambdaFunctionName,
    });
  }
}
