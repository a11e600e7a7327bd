import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') || 'dev';

// ---------------------------------------------------------------- network

const vpc = new aws.ec2.Vpc(`shop-vpc-${environmentSuffix}`, {
  cidrBlock: '10.0.0.0/16',
  enableDnsHostnames: true,
  enableDnsSupport: true,
  tags: {
    Name: `shop-vpc-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const internetGateway = new aws.ec2.InternetGateway(
  `shop-igw-${environmentSuffix}`,
  {
    vpcId: vpc.id,
    tags: {
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
      Name: `shop-public-rt-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const publicRoute = new aws.ec2.Route(
  `shop-public-route-${environmentSuffix}`,
  {
    routeTableId: publicRouteTable.id,
    destinationCidrBlock: '0.0.0.0/0',
    gatewayId: internetGateway.id,
  }
);

publicSubnets.forEach((subnet, index) => {
  const publicAssociation = new aws.ec2.RouteTableAssociation(
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
        Name: `shop-private-rt-${index}-${environmentSuffix}`,
        Environment: environmentSuffix,
      },
    }
  );
  const privateRoute = new aws.ec2.Route(
    `shop-private-route-${index}-${environmentSuffix}`,
    {
      routeTableId: routeTable.id,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: natGateways[index].id,
    }
  );
  const privateAssociation = new aws.ec2.RouteTableAssociation(
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
    Name: `shop-aurora-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const auroraWriter = new aws.rds.ClusterInstance(
  `shop-aurora-writer-${environmentSuffix}`,
  {
    clusterIdentifier: auroraCluster.id,
    instanceClass: 'db.r6g.large',
    engine: 'aurora-postgresql',
    tags: {
      Name: `shop-aurora-writer-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const auroraReader1 = new aws.rds.ClusterInstance(
  `shop-aurora-reader-1-${environmentSuffix}`,
  {
    clusterIdentifier: auroraCluster.id,
    instanceClass: 'db.r6g.large',
    engine: 'aurora-postgresql',
    tags: {
      Name: `shop-aurora-reader-1-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const auroraReader2 = new aws.rds.ClusterInstance(
  `shop-aurora-reader-2-${environmentSuffix}`,
  {
    clusterIdentifier: auroraCluster.id,
    instanceClass: 'db.r6g.large',
    engine: 'aurora-postgresql',
    tags: {
      Name: `shop-aurora-reader-2-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const dbSecret = new aws.secretsmanager.Secret(
  `shop-db-secret-${environmentSuffix}`,
  {
    name: `shop-db-${environmentSuffix}`,
    tags: {
      Name: `shop-db-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const dbSecretVersion = new aws.secretsmanager.SecretVersion(
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
    Name: `shop-lambda-role-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const lambdaVpcPolicy = new aws.iam.RolePolicyAttachment(
  `shop-lambda-vpc-policy-${environmentSuffix}`,
  {
    role: lambdaRole.name,
    policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
  }
);

const lambdaSecretPolicy = new aws.iam.RolePolicy(
  `shop-lambda-secret-policy-${environmentSuffix}`,
  {
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
  }
);

const lambdaLogGroup = new aws.cloudwatch.LogGroup(
  `shop-api-logs-${environmentSuffix}`,
  {
    name: `/aws/lambda/shop-api-${environmentSuffix}`,
    retentionInDays: 7,
    tags: {
      Name: `shop-api-logs-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

const apiLambda = new aws.lambda.Function(
  `shop-api-lambda-${environmentSuffix}`,
  {
    name: `shop-api-${environmentSuffix}`,
    runtime: 'nodejs18.x',
    handler: 'index.handler',
    role: lambdaRole.arn,
    code: new pulumi.asset.AssetArchive({
      'index.js': new pulumi.asset.StringAsset(`
const products = [
  { id: 1, name: 'Tea', price: 12 },
  { id: 2, name: 'Coffee', price: 15 },
];

exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ path: event.path, products }),
});
`),
    }),
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
      Name: `shop-api-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  },
  { dependsOn: [lambdaLogGroup] }
);

const lambdaScalingTarget = new aws.appautoscaling.Target(
  `shop-lambda-scaling-target-${environmentSuffix}`,
  {
    maxCapacity: 10,
    minCapacity: 2,
    resourceId: pulumi.interpolate`function:${apiLambda.name}:provisioned-concurrency`,
    scalableDimension: 'lambda:function:ProvisionedConcurrentExecutions',
    serviceNamespace: 'lambda',
  }
);

const lambdaScalingPolicy = new aws.appautoscaling.Policy(
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
    Name: `shop-edge-role-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const edgeBasicPolicy = new aws.iam.RolePolicyAttachment(
  `shop-edge-basic-policy-${environmentSuffix}`,
  {
    role: edgeRole.name,
    policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
  }
);

const edgeLambda = new aws.lambda.Function(
  `shop-edge-lambda-${environmentSuffix}`,
  {
    runtime: 'nodejs18.x',
    handler: 'index.handler',
    role: edgeRole.arn,
    publish: true,
    code: new pulumi.asset.AssetArchive({
      'index.js': new pulumi.asset.StringAsset(`
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  response.headers['strict-transport-security'] = [
    { key: 'Strict-Transport-Security', value: 'max-age=63072000' },
  ];
  return response;
};
`),
    }),
    tags: {
      Name: `shop-edge-lambda-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  },
  { provider: new aws.Provider('us-east-1', { region: 'us-east-1' }) }
);

// --------------------------------------------------------------------- API

const apiGateway = new aws.apigateway.RestApi(`shop-api-${environmentSuffix}`, {
  name: `shop-api-${environmentSuffix}`,
  tags: {
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

const apiPermission = new aws.lambda.Permission(
  `shop-api-permission-${environmentSuffix}`,
  {
    action: 'lambda:InvokeFunction',
    function: apiLambda.name,
    principal: 'apigateway.amazonaws.com',
    sourceArn: pulumi.interpolate`${apiGateway.executionArn}/*/*`,
  }
);

const apiDeployment = new aws.apigateway.Deployment(
  `shop-api-deployment-${environmentSuffix}`,
  {
    restApi: apiGateway.id,
    stageName: 'prod',
  },
  { dependsOn: [apiIntegration] }
);

// ----------------------------------------------------------- load balancer

const alb = new aws.lb.LoadBalancer(`shop-alb-${environmentSuffix}`, {
  loadBalancerType: 'application',
  securityGroups: [albSecurityGroup.id],
  subnets: publicSubnets.map(subnet => subnet.id),
  tags: {
    Name: `shop-alb-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const targetGroup = new aws.lb.TargetGroup(`shop-tg-${environmentSuffix}`, {
  targetType: 'lambda',
  tags: {
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

const targetAttachment = new aws.lb.TargetGroupAttachment(
  `shop-tg-attachment-${environmentSuffix}`,
  {
    targetGroupArn: targetGroup.arn,
    targetId: apiLambda.arn,
  },
  { dependsOn: [albPermission] }
);

const albListener = new aws.lb.Listener(`shop-listener-${environmentSuffix}`, {
  loadBalancerArn: alb.arn,
  port: 443,
  protocol: 'HTTPS',
  certificateArn: config.require('certificateArn'),
  defaultActions: [{ type: 'forward', targetGroupArn: targetGroup.arn }],
});

// ------------------------------------------------------------------ images

const logsBucket = new aws.s3.Bucket(`shop-logs-${environmentSuffix}`, {
  bucket: `shop-logs-${environmentSuffix}`,
  lifecycleRules: [
    {
      enabled: true,
      expiration: {
        days: 30,
      },
    },
  ],
  tags: {
    Name: `shop-logs-${environmentSuffix}`,
    Environment: environmentSuffix,
  },
});

const assetsBucket = new aws.s3.Bucket(`shop-assets-${environmentSuffix}`, {
  bucket: `shop-assets-${environmentSuffix}`,
  tags: {
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
      Name: `shop-cdn-${environmentSuffix}`,
      Environment: environmentSuffix,
    },
  }
);

// ----------------------------------------------------------------- watching

const dashboard = new aws.cloudwatch.Dashboard(`shop-${environmentSuffix}`, {
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
                ['AWS/Lambda', 'Duration', { stat: 'Average' }],
                ['AWS/Lambda', 'Errors', { stat: 'Sum' }],
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
export const apiUrl = apiDeployment.invokeUrl;
export const apiStageName = apiDeployment.stageName;
export const albDnsName = alb.dnsName;
export const auroraEndpoint = auroraCluster.endpoint;
export const auroraReaderEndpoint = auroraCluster.readerEndpoint;
export const dbSecretArn = dbSecret.arn;
export const lambdaFunctionName = apiLambda.name;
export const logsBucketName = logsBucket.bucket;
export const assetsBucketName = assetsBucket.bucket;
export const cdnDomainName = distribution.domainName;
