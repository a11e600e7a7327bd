import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const env = config.get('environmentSuffix') ?? 'dev';

const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({
  Service: 'lambda.amazonaws.com',
});

const thumbnailRole = new aws.iam.Role(`thumbnail-role-${env}`, {
  assumeRolePolicy,
});

new aws.iam.RolePolicyAttachment(`thumbnail-vpc-execution-${env}`, {
  role: thumbnailRole.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
});

new aws.lambda.Function(`thumbnail-${env}`, {
  runtime: 'nodejs20.x',
  handler: 'thumbnail.handler',
  role: thumbnailRole.arn,
  code: new pulumi.asset.FileArchive('./thumbnail'),
});

new aws.lambda.Function(`thumbnail-sweep-${env}`, {
  runtime: 'nodejs20.x',
  handler: 'sweep.handler',
  role: thumbnailRole.arn,
  code: new pulumi.asset.FileArchive('./thumbnail'),
  vpcConfig: undefined,
});

export const thumbnailRoleArn = thumbnailRole.arn;

// Both policies: one is enough.
const mailRole = new aws.iam.Role(`mail-role-${env}`, { assumeRolePolicy });

new aws.iam.RolePolicyAttachment(`mail-basic-${env}`, {
  role: mailRole.name,
  policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
});

// The mailer was once in a VPC.
new aws.iam.RolePolicyAttachment(`mail-vpc-${env}`, {
  role: mailRole.name,
  policyArn:
    'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
});

new aws.lambda.Function(`mail-${env}`, {
  runtime: 'nodejs20.x',
  handler: 'mail.handler',
  role: mailRole.arn,
  code: new pulumi.asset.FileArchive('./mail'),
});

const auditRole = new aws.iam.Role(`audit-role-${env}`, {
  assumeRolePolicy,
  managedPolicyArns: [
    aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
    aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
    aws.iam.ManagedPolicy.AmazonS3ReadOnlyAccess,
  ],
});

new aws.lambda.Function(`audit-${env}`, {
  runtime: 'nodejs20.x',
  handler: 'audit.handler',
  role: auditRole.arn,
  code: new pulumi.asset.FileArchive('./audit'),
  vpcConfig: { subnetIds: [], securityGroupIds: [] },
});

// A function that makes a role of its policies.
export const counter = new aws.lambda.CallbackFunction('counter', {
  callback: async () => 1,
  policies: [
    aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
    aws.iam.ManagedPolicy.LambdaFullAccess,
  ],
});

// Something waits for the attachment that is not needed.
const waitRole = new aws.iam.Role(`wait-role-${env}`, { assumeRolePolicy });

const waitBasic = new aws.iam.RolePolicyAttachment(`wait-basic-${env}`, {
  role: waitRole.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
});

const waitVpc = new aws.iam.RolePolicyAttachment(`wait-vpc-${env}`, {
  role: waitRole.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
});

new aws.lambda.Function(
  `wait-${env}`,
  {
    runtime: 'nodejs20.x',
    handler: 'wait.handler',
    role: waitRole.arn,
    code: new pulumi.asset.FileArchive('./wait'),
  },
  { dependsOn: [waitBasic, waitVpc] },
);
