import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TapStackArgs {
  environmentSuffix: string;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly roleArn: pulumi.Output<string>;

  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ComponentResourceOptions
  ) {
    super('tap:stack:TapStack', name, {}, opts);

    const lambdaRole = new aws.iam.Role(
      `lambda-role-${args.environmentSuffix}`,
      {
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      },
      { parent: this }
    );

    // What the function reads and writes.
    new aws.iam.RolePolicy(
      `lambda-dynamodb-policy-${args.environmentSuffix}`,
      {
        role: lambdaRole.id,
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['dynamodb:GetItem', 'dynamodb:Query'],
              Resource: 'arn:aws:dynamodb:*:*:table/*', // Too permissive
            },
          ],
        }),
      },
      { parent: this }
    );

    new aws.iam.RolePolicy(
      `lambda-logs-policy-${args.environmentSuffix}`,
      {
        role: lambdaRole.id,
        policy: lambdaRole.name.apply((role) =>
          JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: [
                  `arn:aws:logs:*:*:log-group:/aws/lambda/${role}:*`,
                  'arn:aws:logs:us-east-1:*:log-group:/audit:*',
                ],
              },
            ],
          })
        ),
      },
      { parent: this }
    );

    this.roleArn = lambdaRole.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}
