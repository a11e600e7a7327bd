import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') || 'dev';

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

// ---------------------------------------------------------------- network

const standardTags = {
  Project: 'storefront',
  ManagedBy: 'Pulumi',
  Environment: environmentSuffix,
  CostCenter: 'engineering',
  Owner: 'platform-team',
};

const vpc = new aws.ec2.Vpc(`shop-vpc-${environmentSuffix}`, {
  cidrBlock: '10.0.0.0/16',
  enableDnsHostnames: true,
  enableDnsSupport: true,
  tags: {
    ...standardTags,
    Name: `shop-vpc-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const flowLogGroup = new aws.cloudwatch.LogGroup(
  `shop-vpc-${environmentSuffix}-flow-logs`,
  {
    retentionInDays: 30,
    tags: standardTags,
  }
);

const flowLogRole = new aws.iam.Role(
  `shop-vpc-${environmentSuffix}-flow-log-role`,
  {
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            Service: 'vpc-flow-logs.amazonaws.com',
          },
          Action: 'sts:AssumeRole',
        },
      ],
    }),
    tags: standardTags,
  }
);

new aws.iam.RolePolicy(`shop-vpc-${environmentSuffix}-flow-log-policy`, {
  role: flowLogRole.id,
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'logs:DescribeLogGroups',
          'logs:DescribeLogStreams',
        ],
        Resource: pulumi.interpolate`${flowLogGroup.arn}:*`,
      },
    ],
  }),
});

new aws.ec2.FlowLog(`shop-vpc-${environmentSuffix}-flow-log`, {
  vpcId: vpc.id,
  trafficType: 'ALL',
  logDestination: flowLogGroup.arn,
  iamRoleArn: flowLogRole.arn,
  tags: standardTags,
});

const internetGateway = new aws.ec2.InternetGateway(
  `shop-igw-${environmentSuffix}`,
  {
    vpcId: vpc.id,
    tags: {
      ...standardTags,
      Name: `shop-igw-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const zones = ['us-west-2a', 'us-west-2b', 'us-west-2c'];

const publicSubnets = zones.map(
  (zone, index) =>
    new aws.ec2.Subnet(`shop-public-${index}-${environmentSuffix}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone: zone,
      mapPublicIpOnLaunch: true,
      tags: {
        ...standardTags,
        Name: `shop-public-${index}-${environmentSuffix}`,
        Environment: environmentSuffix,
      },
    })
);

const privateSubnets = zones.map(
  (zone, index) =>
    new aws.ec2.Subnet(`shop-private-${index}-${environmentSuffix}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index + 10}.0/24`,
      availabilityZone: zone,
      tags: {
        ...standardTags,
        Name: `shop-private-${index}-${environmentSuffix}`,
        Environment: environmentSuffix,
      },
    })
);

const natEips = publicSubnets.map(
  (_, index) =>
    new aws.ec2.Eip(`shop-nat-eip-${index}-${environmentSuffix}`, {
      domain: 'vpc',
      tags: {
        ...standardTags,
        Name: `shop-nat-eip-${index}-${environmentSuffix}`,
        Environment: environmentSuffix,
      },
    })
);

const natGateways = publicSubnets.map(
  (subnet, index) =>
    new aws.ec2.NatGateway(`shop-nat-${index}-${environmentSuffix}`, {
      subnetId: subnet.id,
      allocationId: natEips[index].id,
      tags: {
        ...standardTags,
        Name: `shop-nat-${index}-${environmentSuffix}`,
        Environment: environmentSuffix,
      },
    })
);

const publicRouteTable = new aws.ec2.RouteTable(
  `shop-public-rt-${environmentSuffix}`,
  {
    vpcId: vpc.id,
    tags: {
      ...standardTags,
      Name: `shop-public-rt-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

void new aws.ec2.Route(`shop-public-route-${environmentSuffix}`, {
  routeTableId: publicRouteTable.id,
  destinationCidrBlock: '0.0.0.0/0',
  gatewayId: internetGateway.id,
});

publicSubnets.forEach((subnet, index) => {
  void new aws.ec2.RouteTableAssociation(
    `shop-public-rta-${index}-${environmentSuffix}`,
    {
      subnetId: subnet.id,
      routeTableId: publicRouteTable.id,
    }
  );
});

privateSubnets.forEach((subnet, index) => {
  const routeTable = new aws.ec2.RouteTable(
    `shop-private-rt-${index}-${environmentSuffix}`,
    {
      vpcId: vpc.id,
      tags: {
        ...standardTags,
        Name: `shop-private-rt-${index}-${environmentSuffix}`,
        Environment: environmentSuffix,
      },
    }
  );
  void new aws.ec2.Route(`shop-private-route-${index}-${environmentSuffix}`, {
    routeTableId: routeTable.id,
    destinationCidrBlock: '0.0.0.0/0',
    natGatewayId: natGateways[index].id,
  });
  void new aws.ec2.RouteTableAssociation(
    `shop-private-rta-${index}-${environmentSuffix}`,
    {
      subnetId: subnet.id,
      routeTableId: routeTable.id,
    }
  );
});

// --------------------------------------------------------- security groups

const albSecurityGroup = new aws.ec2.SecurityGroup(
  `shop-alb-sg-${environmentSuffix}`,
  {
    vpcId: vpc.id,
    description: 'Whoever visits the shop',
    ingress: [
      {
        protocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        cidrBlocks: ['0.0.0.0/0'],
      },
    ],
    egress: [
      { protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] },
    ],
    tags: {
      ...standardTags,
      Name: `shop-alb-sg-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const lambdaSecurityGroup = new aws.ec2.SecurityGroup(
  `shop-lambda-sg-${environmentSuffix}`,
  {
    vpcId: vpc.id,
    description: 'The functions of the API',
    egress: [
      { protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] },
    ],
    tags: {
      ...standardTags,
      Name: `shop-lambda-sg-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const auroraSecurityGroup = new aws.ec2.SecurityGroup(
  `shop-aurora-sg-${environmentSuffix}`,
  {
    vpcId: vpc.id,
    description: 'The database, for the functions alone',
    ingress: [
      {
        protocol: 'tcp',
        fromPort: 5432,
        toPort: 5432,
        securityGroups: [lambdaSecurityGroup.id],
      },
    ],
    tags: {
      ...standardTags,
      Name: `shop-aurora-sg-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

// ---------------------------------------------------------------- database

const dbSubnetGroup = new aws.rds.SubnetGroup(
  `shop-db-subnets-${environmentSuffix}`,
  {
    subnetIds: privateSubnets.map(subnet => subnet.id),
    tags: {
      ...standardTags,
      Name: `shop-db-subnets-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const dbPassword = config.requireSecret('dbPassword');

const auroraCluster = new aws.rds.Cluster(`shop-aurora-${environmentSuffix}`, {
  clusterIdentifier: `shop-aurora-${environmentSuffix}`,
  engine: 'aurora-postgresql',
  engineVersion: '15.4',
  databaseName: 'shop',
  masterUsername: 'shopadmin',
  masterPassword: dbPassword,
  dbSubnetGroupName: dbSubnetGroup.name,
  vpcSecurityGroupIds: [auroraSecurityGroup.id],
  storageEncrypted: true,
  skipFinalSnapshot: true,
  tags: {
    ...standardTags,
    Name: `shop-aurora-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

void new aws.rds.ClusterInstance(`shop-aurora-writer-${environmentSuffix}`, {
  clusterIdentifier: auroraCluster.id,
  instanceClass: 'db.r6g.large',
  engine: 'aurora-postgresql',
  tags: {
    ...standardTags,
    Name: `shop-aurora-writer-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

void new aws.rds.ClusterInstance(`shop-aurora-reader-1-${environmentSuffix}`, {
  clusterIdentifier: auroraCluster.id,
  instanceClass: 'db.r6g.large',
  engine: 'aurora-postgresql',
  tags: {
    ...standardTags,
    Name: `shop-aurora-reader-1-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

void new aws.rds.ClusterInstance(`shop-aurora-reader-2-${environmentSuffix}`, {
  clusterIdentifier: auroraCluster.id,
  instanceClass: 'db.r6g.large',
  engine: 'aurora-postgresql',
  tags: {
    ...standardTags,
    Name: `shop-aurora-reader-2-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const dbSecret = new aws.secretsmanager.Secret(
  `shop-db-secret-${environmentSuffix}`,
  {
    name: `shop-db-${environmentSuffix}`,
    tags: {
      ...standardTags,
      Name: `shop-db-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

void new aws.secretsmanager.SecretVersion(
  `shop-db-secret-version-${environmentSuffix}`,
  {
    secretId: dbSecret.id,
    secretString: pulumi.jsonStringify({
      username: 'shopadmin',
      password: dbPassword,
      host: auroraCluster.endpoint,
    }),
  }
);

// --------------------------------------------------------------- functions

const lambdaRole = new aws.iam.Role(`shop-lambda-role-${environmentSuffix}`, {
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
  tags: {
    ...standardTags,
    Name: `shop-lambda-role-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

void new aws.iam.RolePolicyAttachment(
  `shop-lambda-vpc-policy-${environmentSuffix}`,
  {
    role: lambdaRole.name,
    policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
  }
);

void new aws.iam.RolePolicy(`shop-lambda-secret-policy-${environmentSuffix}`, {
  role: lambdaRole.id,
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: dbSecret.arn,
      },
    ],
  }),
});

const lambdaLogGroup = new aws.cloudwatch.LogGroup(
  `shop-api-logs-${environmentSuffix}`,
  {
    name: `/aws/lambda/shop-api-${environmentSuffix}`,
    retentionInDays: 7,
    tags: {
      ...standardTags,
      Name: `shop-api-logs-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const apiLambdaEnvKey = new aws.kms.Key(
  `shop-api-lambda-${environmentSuffix}-env-key`,
  {
    description: 'Environment variables of Lambda functions',
    deletionWindowInDays: 7,
    enableKeyRotation: true,
    tags: standardTags,
  }
);

new aws.kms.Alias(`shop-api-lambda-${environmentSuffix}-env-key-alias`, {
  targetKeyId: apiLambdaEnvKey.keyId,
});

const apiLambdaRepository = new aws.ecr.Repository(
  `shop-api-lambda-${environmentSuffix}-repository`,
  {
    imageScanningConfiguration: { scanOnPush: true },
    tags: standardTags,
  }
);

const apiLambdaImageTag = config.require('imageTag');

const apiLambda = new aws.lambda.Function(
  `shop-api-lambda-${environmentSuffix}`,
  {
    name: `shop-api-${environmentSuffix}`,
    packageType: 'Image',
    role: lambdaRole.arn,
    imageUri: pulumi.interpolate`${apiLambdaRepository.repositoryUrl}:${apiLambdaImageTag}`,
    architectures: ['arm64'],
    memorySize: 512,
    timeout: 30,
    reservedConcurrentExecutions: 10,
    vpcConfig: {
      subnetIds: privateSubnets.map(subnet => subnet.id),
      securityGroupIds: [lambdaSecurityGroup.id],
    },
    environment: {
      variables: {
        DB_SECRET_ARN: dbSecret.arn,
        DB_HOST: auroraCluster.endpoint,
      },
    },
    tags: {
      ...standardTags,
      Name: `shop-api-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
    kmsKeyArn: apiLambdaEnvKey.arn,
    publish: true,
  },
  { dependsOn: [lambdaLogGroup] }
);

const apiLambdaAlias = new aws.lambda.Alias(
  `shop-lambda-alias-${environmentSuffix}`,
  {
    name: 'live',
    functionName: apiLambda.name,
    functionVersion: apiLambda.version,
  }
);

new aws.lambda.ProvisionedConcurrencyConfig(
  `shop-lambda-provisioned-concurrency-${environmentSuffix}`,
  {
    functionName: apiLambda.name,
    qualifier: apiLambdaAlias.name,
    provisionedConcurrentExecutions: 2,
  },
  { ignoreChanges: ['provisionedConcurrentExecutions'] }
);

const lambdaScalingTarget = new aws.appautoscaling.Target(
  `shop-lambda-scaling-target-${environmentSuffix}`,
  {
    maxCapacity: 10,
    minCapacity: 2,
    resourceId: pulumi.interpolate`function:${apiLambda.name}:${apiLambdaAlias.name}`,
    scalableDimension: 'lambda:function:ProvisionedConcurrency',
    serviceNamespace: 'lambda',
    tags: standardTags,
  }
);

void new aws.appautoscaling.Policy(
  `shop-lambda-scaling-policy-${environmentSuffix}`,
  {
    policyType: 'TargetTrackingScaling',
    resourceId: lambdaScalingTarget.resourceId,
    scalableDimension: lambdaScalingTarget.scalableDimension,
    serviceNamespace: lambdaScalingTarget.serviceNamespace,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 0.7,
      predefinedMetricSpecification: {
        predefinedMetricType: 'LambdaProvisionedConcurrencyUtilization',
      },
    },
  }
);

const edgeRole = new aws.iam.Role(`shop-edge-role-${environmentSuffix}`, {
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'],
        },
        Action: 'sts:AssumeRole',
      },
    ],
  }),
  tags: {
    ...standardTags,
    Name: `shop-edge-role-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

void new aws.iam.RolePolicyAttachment(
  `shop-edge-basic-policy-${environmentSuffix}`,
  {
    role: edgeRole.name,
    policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
  }
);

const usEast1Provider = new aws.Provider('us-east-1', { region: 'us-east-1' });

const edgeLambda = new aws.lambda.Function(
  `shop-edge-lambda-${environmentSuffix}`,
  {
    runtime: 'nodejs18.x',
    handler: 'index.handler',
    role: edgeRole.arn,
    publish: true,
    code: new pulumi.asset.FileArchive('./lambda/edge-lambda'),
    tags: {
      ...standardTags,
      Name: `shop-edge-lambda-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  },
  { provider: usEast1Provider }
);

// --------------------------------------------------------------------- API

const apiGateway = new aws.apigateway.RestApi(`shop-api-${environmentSuffix}`, {
  name: `shop-api-${environmentSuffix}`,
  tags: {
    ...standardTags,
    Name: `shop-api-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const apiResource = new aws.apigateway.Resource(
  `shop-api-resource-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
    parentId: apiGateway.rootResourceId,
    pathPart: '{proxy+}',
  }
);

const apiMethod = new aws.apigateway.Method(
  `shop-api-method-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
    resourceId: apiResource.id,
    httpMethod: 'ANY',
    authorization: 'NONE',
  }
);

const apiIntegration = new aws.apigateway.Integration(
  `shop-api-integration-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
    resourceId: apiResource.id,
    httpMethod: apiMethod.httpMethod,
    integrationHttpMethod: 'POST',
    type: 'AWS_PROXY',
    uri: apiLambda.invokeArn,
  }
);

void new aws.lambda.Permission(`shop-api-permission-${environmentSuffix}`, {
  action: 'lambda:InvokeFunction',
  function: apiLambda.name,
  principal: 'apigateway.amazonaws.com',
  sourceArn: pulumi.interpolate`${apiGateway.executionArn}/*/*`,
});

const apiDeployment = new aws.apigateway.Deployment(
  `shop-api-deployment-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
  },
  { dependsOn: [apiIntegration] }
);

const apiAccessLogGroup = new aws.cloudwatch.LogGroup(
  `shop-api-stage-${environmentSuffix}-access-logs`,
  {
    retentionInDays: 30,
    tags: standardTags,
  }
);

const apiStage = new aws.apigateway.Stage(
  `shop-api-stage-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
    deployment: apiDeployment.id,
    stageName: 'prod',
    accessLogSettings: {
      destinationArn: apiAccessLogGroup.arn,
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
    tags: standardTags,
  }
);

// ----------------------------------------------------------- load balancer

const alb = new aws.lb.LoadBalancer(`shop-alb-${environmentSuffix}`, {
  loadBalancerType: 'application',
  securityGroups: [albSecurityGroup.id],
  subnets: publicSubnets.map(subnet => subnet.id),
  tags: {
    ...standardTags,
    Name: `shop-alb-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const targetGroup = new aws.lb.TargetGroup(`shop-tg-${environmentSuffix}`, {
  targetType: 'lambda',
  tags: {
    ...standardTags,
    Name: `shop-tg-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const albPermission = new aws.lambda.Permission(
  `shop-alb-permission-${environmentSuffix}`,
  {
    action: 'lambda:InvokeFunction',
    function: apiLambda.name,
    principal: 'elasticloadbalancing.amazonaws.com',
    sourceArn: targetGroup.arn,
  }
);

void new aws.lb.TargetGroupAttachment(
  `shop-tg-attachment-${environmentSuffix}`,
  {
    targetGroupArn: targetGroup.arn,
    targetId: apiLambda.arn,
  },
  { dependsOn: [albPermission] }
);

void new aws.lb.Listener(`shop-listener-${environmentSuffix}`, {
  loadBalancerArn: alb.arn,
  port: 443,
  protocol: 'HTTPS',
  certificateArn: config.require('certificateArn'),
  defaultActions: [{ type: 'forward', targetGroupArn: targetGroup.arn }],
  tags: standardTags,
});

// ------------------------------------------------------------------ images

const logsBucket = new aws.s3.Bucket(`shop-logs-${environmentSuffix}`, {
  bucket: `shop-logs-${environmentSuffix}`,
  tags: {
    ...standardTags,
    Name: `shop-logs-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

new aws.s3.BucketLifecycleConfiguration(
  `shop-logs-${environmentSuffix}-lifecycle`,
  {
    bucket: logsBucket.id,
    rules: [
      {
        id: 'rule-1',
        status: 'Enabled',
        filter: { prefix: '' },
        expiration: {
          days: 90,
        },
        transitions: [
          { days: 30, storageClass: 'STANDARD_IA' },
          { days: 60, storageClass: 'GLACIER' },
        ],
      },
    ],
  }
);

const assetsBucket = new aws.s3.Bucket(`shop-assets-${environmentSuffix}`, {
  bucket: `shop-assets-${environmentSuffix}`,
  tags: {
    ...standardTags,
    Name: `shop-assets-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const originAccess = new aws.cloudfront.OriginAccessControl(
  `shop-oac-${environmentSuffix}`,
  {
    originAccessControlOriginType: 's3',
    signingBehavior: 'always',
    signingProtocol: 'sigv4',
  }
);

const distribution = new aws.cloudfront.Distribution(
  `shop-cdn-${environmentSuffix}`,
  {
    enabled: true,
    origins: [
      {
        originId: 'assets',
        domainName: assetsBucket.bucketRegionalDomainName,
        originAccessControlId: originAccess.id,
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: 'assets',
      viewerProtocolPolicy: 'redirect-to-https',
      allowedMethods: ['GET', 'HEAD'],
      cachedMethods: ['GET', 'HEAD'],
      cachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      lambdaFunctionAssociations: [
        { eventType: 'viewer-response', lambdaArn: edgeLambda.qualifiedArn },
      ],
    },
    restrictions: { geoRestriction: { restrictionType: 'none' } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    tags: {
      ...standardTags,
      Name: `shop-cdn-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

// ----------------------------------------------------------------- watching

void new aws.cloudwatch.Dashboard(`shop-${environmentSuffix}`, {
  dashboardName: `shop-${environmentSuffix}`,
  dashboardBody: pulumi
    .all([
      apiLambda.name,
      alb.arnSuffix,
      targetGroup.arnSuffix,
      auroraCluster.clusterIdentifier,
    ])
    .apply(([lambdaName, albArn, tgArn, clusterName]) =>
      JSON.stringify({
        widgets: [
          {
            type: 'metric',
            properties: {
              title: 'Functions',
              region: 'us-west-2',
              period: 300,
              metrics: [
                [
                  'AWS/Lambda',
                  'Duration',
                  'FunctionName',
                  lambdaName,
                  { stat: 'Average' },
                ],
                [
                  'AWS/Lambda',
                  'Errors',
                  'FunctionName',
                  lambdaName,
                  { stat: 'Sum' },
                ],
              ],
            },
          },
          {
            type: 'metric',
            properties: {
              title: 'Requests',
              region: 'us-west-2',
              period: 300,
              metrics: [
                [
                  'AWS/ApplicationELB',
                  'RequestCount',
                  'TargetGroup',
                  tgArn,
                  'LoadBalancer',
                  albArn,
                  { stat: 'Sum' },
                ],
              ],
            },
          },
          {
            type: 'metric',
            properties: {
              title: 'Database',
              region: 'us-west-2',
              period: 300,
              metrics: [
                [
                  'AWS/RDS',
                  'CPUUtilization',
                  'DBClusterIdentifier',
                  clusterName,
                  { stat: 'Average' },
                ],
              ],
            },
          },
        ],
      })
    ),
});

// ----------------------------------------------------------------- outputs

export const vpcId = vpc.id;
export const publicSubnetIds = publicSubnets.map(subnet => subnet.id);
export const privateSubnetIds = privateSubnets.map(subnet => subnet.id);
export const apiUrl = apiStage.invokeUrl;
export const apiStageName = apiStage.stageName;
export const albDnsName = alb.dnsName;
export const auroraEndpoint = auroraCluster.endpoint;
export const auroraReaderEndpoint = auroraCluster.readerEndpoint;
export const dbSecretArn = dbSecret.arn;
export const lambdaFunctionName = apiLambda.name;
export const logsBucketName = logsBucket.bucket;
export const assetsBucketName = assetsBucket.bucket;
export const cdnDomainName = distribution.domainName;
