/**
 * The function that settles transactions: on Graviton, with execution environments that are kept warm, and with what it may
 * do spelled out.
 */
import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';
import { ResourceOptions } from '@pulumi/pulumi';

export interface SettlementStackArgs {
  environmentSuffix?: string;
  tags?: pulumi.Input<{ [key: string]: string }>;
}

export class SettlementStack extends pulumi.ComponentResource {
  public readonly lambdaFunctionArn: pulumi.Output<string>;
  public readonly lambdaFunctionName: pulumi.Output<string>;
  public readonly logGroupName: pulumi.Output<string>;
  public readonly iamRoleArn: pulumi.Output<string>;
  public readonly lambdaVersion: pulumi.Output<string>;
  public readonly lambdaAliasArn: pulumi.Output<string>;

  constructor(name: string, args: SettlementStackArgs, opts?: ResourceOptions) {
    super('settlement:stack:SettlementStack', name, args, opts);

    const environmentSuffix = args.environmentSuffix || 'dev';

    if (!/^[a-z0-9-]+$/.test(environmentSuffix)) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`
      );
    }
    if (environmentSuffix.length > 20) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`
      );
    }

    const baseTags = (args.tags as Record<string, string>) || {};

    const resourceTags = {
      ...baseTags,
      Environment: environmentSuffix,
      Team: 'settlement',
      CostCenter: 'fintech',
    };

    // Role of the function
    const lambdaRole = new aws.iam.Role(
      `settlement-role-${environmentSuffix}`,
      {
        name: `settlement-role-${environmentSuffix}`,
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Action: 'sts:AssumeRole',
              Principal: { Service: 'lambda.amazonaws.com' },
              Effect: 'Allow',
            },
          ],
        }),
        tags: resourceTags,
      },
      { parent: this }
    );

    new aws.iam.RolePolicyAttachment(
      `settlement-basic-execution-${environmentSuffix}`,
      {
        role: lambdaRole.name,
        policyArn:
          'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      },
      { parent: this }
    );

    new aws.iam.RolePolicyAttachment(
      `settlement-xray-${environmentSuffix}`,
      {
        role: lambdaRole.name,
        policyArn: 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess',
      },
      { parent: this }
    );

    const currentRegion = aws.getRegionOutput({}, { parent: this });

    const callerIdentity = aws.getCallerIdentityOutput({}, { parent: this });

    // Access to the ledger, least privilege
    new aws.iam.RolePolicy(
      `settlement-dynamodb-${environmentSuffix}`,
      {
        role: lambdaRole.id,
        policy: pulumi.jsonStringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: [
                'dynamodb:GetItem',
                'dynamodb:PutItem',
                'dynamodb:UpdateItem',
                'dynamodb:Query',
                'dynamodb:Scan',
                'dynamodb:BatchGetItem',
                'dynamodb:BatchWriteItem',
              ],
              Resource: pulumi.interpolate`arn:aws:dynamodb:${currentRegion.name}:${callerIdentity.accountId}:table/*`,
            },
          ],
        }),
      },
      { parent: this }
    );

    // Logs are kept for a week
    const logGroup = new aws.cloudwatch.LogGroup(
      `settlement-logs-${environmentSuffix}`,
      {
        name: `/aws/lambda/settlement-${environmentSuffix}`,
        retentionInDays: 7,
        tags: resourceTags,
      },
      { parent: this }
    );

    const lambdaEnvKey = new aws.kms.Key(
      `settlement-${environmentSuffix}-env-key`,
      {
        description: 'Environment variables of Lambda functions',
        deletionWindowInDays: 7,
        enableKeyRotation: true,
        tags: resourceTags,
      },
      { parent: this }
    );

    new aws.kms.Alias(
      `settlement-${environmentSuffix}-env-key-alias`,
      {
        targetKeyId: lambdaEnvKey.keyId,
      },
      { parent: this }
    );

    const lambdaRepository = new aws.ecr.Repository(
      `settlement-${environmentSuffix}-repository`,
      {
        imageScanningConfiguration: { scanOnPush: true },
        tags: resourceTags,
      },
      { parent: this }
    );

    const lambdaImageTag = new pulumi.Config().require('imageTag');

    const lambdaFunction = new aws.lambda.Function(
      `settlement-${environmentSuffix}`,
      {
        name: `settlement-${environmentSuffix}`,
        packageType: 'Image',
        role: lambdaRole.arn,
        imageUri: pulumi.interpolate`${lambdaRepository.repositoryUrl}:${lambdaImageTag}`,
        architectures: ['arm64'],
        memorySize: 1024,
        timeout: 30,
        reservedConcurrentExecutions: 10, // Prevent throttling
        // Environment variables with encryption
        environment: {
          variables: {
            DATABASE_URL: 'placeholder-database-url',
            API_KEY: 'placeholder-api-key',
          },
        },
        tracingConfig: {
          mode: 'Active',
        },
        tags: resourceTags,
        kmsKeyArn: lambdaEnvKey.arn,
        publish: true,
      },
      { parent: this, dependsOn: [logGroup] }
    );

    const lambdaAlias = new aws.lambda.Alias(
      `settlement-provisioned-${environmentSuffix}-alias`,
      {
        name: 'live',
        functionName: lambdaFunction.name,
        functionVersion: lambdaFunction.version,
      },
      { parent: this }
    );

    // No cold starts
    new aws.lambda.ProvisionedConcurrencyConfig(
      `settlement-provisioned-${environmentSuffix}`,
      {
        functionName: lambdaFunction.name,
        qualifier: lambdaAlias.name,
        provisionedConcurrentExecutions: 5,
      },
      { parent: this }
    );

    new aws.cloudwatch.MetricAlarm(
      `settlement-errors-${environmentSuffix}`,
      {
        name: `settlement-errors-${environmentSuffix}`,
        comparisonOperator: 'GreaterThanThreshold',
        evaluationPeriods: 2,
        metricName: 'Errors',
        namespace: 'AWS/Lambda',
        period: 300,
        statistic: 'Sum',
        threshold: 10,
        dimensions: { FunctionName: lambdaFunction.name },
        tags: resourceTags,
      },
      { parent: this }
    );

    this.lambdaFunctionArn = lambdaFunction.arn;
    this.lambdaFunctionName = lambdaFunction.name;
    this.logGroupName = logGroup.name;
    this.iamRoleArn = lambdaRole.arn;
    this.lambdaVersion = lambdaFunction.version;
    this.lambdaAliasArn = lambdaAlias.arn;

    this.registerOutputs({
      lambdaFunctionArn: this.lambdaFunctionArn,
      lambdaFunctionName: this.lambdaFunctionName,
      logGroupName: this.logGroupName,
      iamRoleArn: this.iamRoleArn,
      lambdaVersion: this.lambdaVersion,
      lambdaAliasArn: this.lambdaAliasArn,
    });
  }
}
