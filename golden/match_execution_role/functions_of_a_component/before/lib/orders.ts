import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface OrdersArgs {
  environmentSuffix: string;
  privateSubnetIds: pulumi.Input<string>[];
  securityGroupId: pulumi.Input<string>;
  table: aws.dynamodb.Table;
}

export class Orders extends pulumi.ComponentResource {
  public readonly functionArn: pulumi.Output<string>;

  constructor(
    name: string,
    args: OrdersArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('acme:orders:Orders', name, {}, opts);

    const { environmentSuffix } = args;

    const lambdaRole = new aws.iam.Role(
      `orders-role-${environmentSuffix}`,
      {
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Action: 'sts:AssumeRole',
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
            },
          ],
        }),
      },
      { parent: this },
    );

    // Writing logs is all that the function may do by itself.
    const basicExecution = new aws.iam.RolePolicyAttachment(
      `orders-basic-execution-${environmentSuffix}`,
      {
        role: lambdaRole.name,
        policyArn:
          'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      },
      { parent: this },
    );

    new aws.iam.RolePolicy(
      `orders-table-${environmentSuffix}`,
      {
        role: lambdaRole.id,
        policy: args.table.arn.apply((arn) =>
          JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
                Resource: arn,
              },
            ],
          }),
        ),
      },
      { parent: this, dependsOn: [lambdaRole] },
    );

    const handler = new aws.lambda.Function(
      `orders-${environmentSuffix}`,
      {
        runtime: 'nodejs20.x',
        handler: 'index.handler',
        role: lambdaRole.arn,
        code: new pulumi.asset.FileArchive('./orders'),
        vpcConfig: {
          subnetIds: args.privateSubnetIds,
          securityGroupIds: [args.securityGroupId],
        },
      },
      { parent: this, dependsOn: [basicExecution] },
    );

    // Not in the VPC, with the same role.
    new aws.lambda.Function(
      `orders-report-${environmentSuffix}`,
      {
        runtime: 'nodejs20.x',
        handler: 'report.handler',
        role: lambdaRole.arn,
        code: new pulumi.asset.FileArchive('./orders'),
      },
      { parent: this },
    );

    this.functionArn = handler.arn;
    this.registerOutputs({
      functionArn: this.functionArn,
      roleName: lambdaRole.name,
    });
  }
}
