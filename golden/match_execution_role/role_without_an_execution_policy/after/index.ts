import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const provider = new aws.Provider('west', { region: 'us-west-2' });

const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({
  Service: 'lambda.amazonaws.com',
});

const vpcConfig = {
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-1'],
};

// The role writes its logs by a policy of its own.
const importRole = new aws.iam.Role(
  'import-role',
  { assumeRolePolicy },
  { provider },
);

new aws.iam.RolePolicyAttachment(
  'import-role-vpc-access',
  {
    role: importRole.name,
    policyArn:
      'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
  },
  { provider: provider },
);

new aws.iam.RolePolicy(
  'import-logs',
  {
    role: importRole.name,
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: '*',
        },
      ],
    },
  },
  { provider },
);

new aws.lambda.Function(
  'import',
  {
    runtime: 'nodejs20.x',
    handler: 'import.handler',
    role: importRole.arn,
    code: new pulumi.asset.FileArchive('./import'),
    vpcConfig,
  },
  { provider },
);

const queuePolicy = new aws.iam.Policy('export-queue', {
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [{ actions: ['sqs:*'], resources: ['*'] }],
  }).json,
});

const exportRole = new aws.iam.Role('export-role', {
  assumeRolePolicy,
  managedPolicyArns: [
    queuePolicy.arn,
    'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
  ],
});

new aws.lambda.Function('export', {
  runtime: 'nodejs20.x',
  handler: 'export.handler',
  role: exportRole.arn,
  code: new pulumi.asset.FileArchive('./export'),
  vpcConfig,
});
