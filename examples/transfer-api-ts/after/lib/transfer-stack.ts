import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export interface TransferStackProps {
  environmentSuffix?: string;
  tags?: { [key: string]: string };
}

/** Takes transfers over HTTP, checks them, books them and says so; each step is a function of its own. */
export class TransferStack extends pulumi.ComponentResource {
  public readonly apiUrl: pulumi.Output<string>;
  public readonly tableName: pulumi.Output<string>;
  public readonly bucketName: pulumi.Output<string>;
  public readonly apiKeyId: pulumi.Output<string>;

  constructor(
    name: string,
    props?: TransferStackProps,
    opts?: pulumi.ComponentResourceOptions
  ) {
    super('transfers:index:TransferStack', name, {}, opts);

    const environmentSuffix = props?.environmentSuffix || 'dev';

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

    const tags = props?.tags || {};

    // Every decision is kept, as the auditors ask.
    const auditBucket = new aws.s3.Bucket(
      `audit-bucket-${environmentSuffix}`,
      {
        bucket: `transfer-audit-${environmentSuffix}`,
        tags: { ...tags, Name: `transfer-audit-${environmentSuffix}` },
      },
      { parent: this }
    );

    new aws.s3.BucketVersioning(
      `audit-bucket-${environmentSuffix}-versioning`,
      {
        bucket: auditBucket.id,
        versioningConfiguration: {
          status: 'Enabled',
        },
      },
      { parent: this }
    );

    new aws.s3.BucketServerSideEncryptionConfiguration(
      `audit-bucket-${environmentSuffix}-encryption`,
      {
        bucket: auditBucket.id,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: 'AES256',
            },
          },
        ],
      },
      { parent: this }
    );

    new aws.s3.BucketLifecycleConfiguration(
      `audit-bucket-${environmentSuffix}-lifecycle`,
      {
        bucket: auditBucket.id,
        rules: [
          {
            id: 'glacier-transition',
            status: 'Enabled',
            filter: { prefix: '' },
            transitions: [
              {
                days: 90,
                storageClass: 'GLACIER',
              },
            ],
          },
        ],
      },
      { parent: this }
    );

    new aws.s3.BucketPublicAccessBlock(
      `audit-bucket-access-${environmentSuffix}`,
      {
        bucket: auditBucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this }
    );

    const transfersTable = new aws.dynamodb.Table(
      `transfers-${environmentSuffix}`,
      {
        name: `transfers-${environmentSuffix}`,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'transferId',
        rangeKey: 'timestamp',
        attributes: [
          { name: 'transferId', type: 'S' },
          { name: 'timestamp', type: 'N' },
        ],
        pointInTimeRecovery: { enabled: true },
        tags: { ...tags, Name: `transfers-${environmentSuffix}` },
      },
      { parent: this }
    );

    const queueFor = (step: string) =>
      new aws.sqs.Queue(
        `${step}-dlq-${environmentSuffix}`,
        {
          name: `transfer-${step}-dlq-${environmentSuffix}`,
          messageRetentionSeconds: 14 * 24 * 60 * 60,
          tags: { ...tags, Name: `transfer-${step}-dlq-${environmentSuffix}` },
        },
        { parent: this }
      );

    const logGroupFor = (step: string) =>
      new aws.cloudwatch.LogGroup(
        `${step}-logs-${environmentSuffix}`,
        {
          name: `/aws/lambda/transfer-${step}-${environmentSuffix}`,
          retentionInDays: 7,
          tags: { ...tags, Name: `transfer-${step}-${environmentSuffix}` },
        },
        { parent: this }
      );

    const roleFor = (step: string) => {
      const role = new aws.iam.Role(
        `${step}-role-${environmentSuffix}`,
        {
          name: `transfer-${step}-${environmentSuffix}`,
          assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
            Service: 'lambda.amazonaws.com',
          }),
          tags: { ...tags, Name: `transfer-${step}-${environmentSuffix}` },
        },
        { parent: this }
      );
      new aws.iam.RolePolicyAttachment(
        `${step}-basic-execution-${environmentSuffix}`,
        {
          role: role.name,
          policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
        },
        { parent: this }
      );
      new aws.iam.RolePolicyAttachment(
        `${step}-xray-${environmentSuffix}`,
        {
          role: role.name,
          policyArn: aws.iam.ManagedPolicy.AWSXRayDaemonWriteAccess,
        },
        { parent: this }
      );
      return role;
    };

    const validatorQueue = queueFor('validator');
    const processorQueue = queueFor('processor');
    const notifierQueue = queueFor('notifier');

    const validatorLogs = logGroupFor('validator');
    const processorLogs = logGroupFor('processor');
    const notifierLogs = logGroupFor('notifier');

    const validatorRole = roleFor('validator');
    const processorRole = roleFor('processor');
    const notifierRole = roleFor('notifier');

    const notifierFunction = new aws.lambda.Function(
      `notifier-${environmentSuffix}`,
      {
        name: `transfer-notifier-${environmentSuffix}`,
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'index.handler',
        role: notifierRole.arn,
        code: new pulumi.asset.FileArchive('./lambda/notifier'),
        memorySize: 256,
        timeout: 30,
        reservedConcurrentExecutions: 10,
        deadLetterConfig: { targetArn: notifierQueue.arn },
        tracingConfig: { mode: 'Active' },
        tags: { ...tags, Name: `transfer-notifier-${environmentSuffix}` },
      },
      { parent: this, dependsOn: [notifierLogs] }
    );

    const standardTags = {
      Project: pulumi.getProject(),
      ManagedBy: 'Pulumi',
      Environment: environmentSuffix,
    };

    const processorEnvKey = new aws.kms.Key(
      `processor-${environmentSuffix}-env-key`,
      {
        description: 'Environment variables of Lambda functions',
        deletionWindowInDays: 7,
        enableKeyRotation: true,
        tags: standardTags,
      },
      { parent: this }
    );

    new aws.kms.Alias(
      `processor-${environmentSuffix}-env-key-alias`,
      {
        targetKeyId: processorEnvKey.keyId,
      },
      { parent: this }
    );

    const processorFunction = new aws.lambda.Function(
      `processor-${environmentSuffix}`,
      {
        name: `transfer-processor-${environmentSuffix}`,
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'index.handler',
        role: processorRole.arn,
        code: new pulumi.asset.FileArchive('./lambda/processor'),
        memorySize: 512,
        timeout: 60,
        reservedConcurrentExecutions: 10,
        environment: {
          variables: {
            TABLE_NAME: transfersTable.name,
            AUDIT_BUCKET: auditBucket.bucket,
          },
        },
        deadLetterConfig: { targetArn: processorQueue.arn },
        tracingConfig: { mode: 'Active' },
        tags: { ...tags, Name: `transfer-processor-${environmentSuffix}` },
        kmsKeyArn: processorEnvKey.arn,
      },
      { parent: this, dependsOn: [processorLogs] }
    );

    const validatorFunction = new aws.lambda.Function(
      `validator-${environmentSuffix}`,
      {
        name: `transfer-validator-${environmentSuffix}`,
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'index.handler',
        role: validatorRole.arn,
        code: new pulumi.asset.FileArchive('./lambda/validator'),
        memorySize: 512,
        timeout: 30,
        reservedConcurrentExecutions: 10,
        environment: {
          variables: {
            TABLE_NAME: transfersTable.name,
          },
        },
        deadLetterConfig: { targetArn: validatorQueue.arn },
        tracingConfig: { mode: 'Active' },
        tags: { ...tags, Name: `transfer-validator-${environmentSuffix}` },
        kmsKeyArn: processorEnvKey.arn,
      },
      { parent: this, dependsOn: [validatorLogs] }
    );

    new aws.iam.RolePolicy(
      `validator-policy-${environmentSuffix}`,
      {
        role: validatorRole.id,
        policy: pulumi.jsonStringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['dynamodb:GetItem', 'dynamodb:Query'],
              Resource: transfersTable.arn,
            },
            {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: processorFunction.arn,
            },
            {
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: validatorQueue.arn,
            },
          ],
        }),
      },
      { parent: this }
    );

    new aws.iam.RolePolicy(
      `processor-policy-${environmentSuffix}`,
      {
        role: processorRole.id,
        policy: pulumi.jsonStringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
              Resource: transfersTable.arn,
            },
            {
              Effect: 'Allow',
              Action: 's3:PutObject',
              Resource: pulumi.interpolate`${auditBucket.arn}/*`,
            },
            {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: notifierFunction.arn,
            },
            {
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: processorQueue.arn,
            },
          ],
        }),
      },
      { parent: this }
    );

    new aws.iam.RolePolicy(
      `notifier-policy-${environmentSuffix}`,
      {
        role: notifierRole.id,
        policy: pulumi.jsonStringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: notifierQueue.arn,
            },
          ],
        }),
      },
      { parent: this }
    );

    // What one step lets through is handed to the next one.
    new aws.lambda.FunctionEventInvokeConfig(
      `validator-destination-${environmentSuffix}`,
      {
        functionName: validatorFunction.name,
        destinationConfig: {
          onSuccess: { destination: processorFunction.arn },
        },
      },
      { parent: this }
    );

    new aws.lambda.FunctionEventInvokeConfig(
      `processor-destination-${environmentSuffix}`,
      {
        functionName: processorFunction.name,
        destinationConfig: {
          onSuccess: { destination: notifierFunction.arn },
        },
      },
      { parent: this }
    );

    const api = new aws.apigateway.RestApi(
      `transfer-api-${environmentSuffix}`,
      {
        name: `transfer-api-${environmentSuffix}`,
        endpointConfiguration: { types: 'REGIONAL' },
        tags: { ...tags, Name: `transfer-api-${environmentSuffix}` },
      },
      { parent: this }
    );

    const transferResource = new aws.apigateway.Resource(
      `transfer-resource-${environmentSuffix}`,
      {
        restApi: api.id,
        parentId: api.rootResourceId,
        pathPart: 'transfer',
      },
      { parent: this }
    );

    const transferMethod = new aws.apigateway.Method(
      `transfer-method-${environmentSuffix}`,
      {
        restApi: api.id,
        resourceId: transferResource.id,
        httpMethod: 'POST',
        authorization: 'NONE',
        apiKeyRequired: true,
      },
      { parent: this }
    );

    const transferIntegration = new aws.apigateway.Integration(
      `transfer-integration-${environmentSuffix}`,
      {
        restApi: api.id,
        resourceId: transferResource.id,
        httpMethod: transferMethod.httpMethod,
        integrationHttpMethod: 'POST',
        type: 'AWS_PROXY',
        uri: validatorFunction.invokeArn,
      },
      { parent: this }
    );

    new aws.lambda.Permission(
      `validator-permission-${environmentSuffix}`,
      {
        action: 'lambda:InvokeFunction',
        function: validatorFunction.name,
        principal: 'apigateway.amazonaws.com',
        sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
      },
      { parent: this }
    );

    const deployment = new aws.apigateway.Deployment(
      `transfer-deployment-${environmentSuffix}`,
      {
        restApi: api.id,
        triggers: { method: transferMethod.id },
      },
      { parent: this, dependsOn: [transferIntegration] }
    );

    const accessLogGroup = new aws.cloudwatch.LogGroup(
      `transfer-stage-${environmentSuffix}-access-logs`,
      {
        retentionInDays: 30,
        tags: standardTags,
      },
      { parent: this }
    );

    const stage = new aws.apigateway.Stage(
      `transfer-stage-${environmentSuffix}`,
      {
        restApi: api.id,
        deployment: deployment.id,
        stageName: environmentSuffix,
        xrayTracingEnabled: true,
        tags: { ...tags, Name: `transfer-stage-${environmentSuffix}` },
        accessLogSettings: {
          destinationArn: accessLogGroup.arn,
          format: JSON.stringify({
            requestId: '$context.requestId',
            extendedRequestId: '$context.extendedRequestId',
            ip: '$context.identity.sourceIp',
            caller: '$context.identity.caller',
            user: '$context.identity.user',
            requestTime: '$context.requestTime',
            httpMethod: '$context.httpMethod',
            resourcePath: '$context.resourcePath',
            status: '$context.status',
            protocol: '$context.protocol',
            responseLength: '$context.responseLength',
          }),
        },
      },
      { parent: this }
    );

    const apiKey = new aws.apigateway.ApiKey(
      `transfer-key-${environmentSuffix}`,
      {
        name: `transfer-key-${environmentSuffix}`,
        tags: { ...tags, Name: `transfer-key-${environmentSuffix}` },
      },
      { parent: this }
    );

    const usagePlan = new aws.apigateway.UsagePlan(
      `transfer-plan-${environmentSuffix}`,
      {
        name: `transfer-plan-${environmentSuffix}`,
        apiStages: [{ apiId: api.id, stage: stage.stageName }],
        throttleSettings: { burstLimit: 200, rateLimit: 100 },
        tags: { ...tags, Name: `transfer-plan-${environmentSuffix}` },
      },
      { parent: this }
    );

    new aws.apigateway.UsagePlanKey(
      `transfer-plan-key-${environmentSuffix}`,
      {
        keyId: apiKey.id,
        keyType: 'API_KEY',
        usagePlanId: usagePlan.id,
      },
      { parent: this }
    );

    this.apiUrl = pulumi.interpolate`https://${api.id}.execute-api.${aws.getRegionOutput().name}.amazonaws.com/${stage.stageName}/transfer`;
    this.tableName = transfersTable.name;
    this.bucketName = auditBucket.bucket;
    this.apiKeyId = apiKey.id;

    this.registerOutputs({
      apiUrl: this.apiUrl,
      tableName: this.tableName,
      bucketName: this.bucketName,
      apiKeyId: this.apiKeyId,
    });
  }
}
