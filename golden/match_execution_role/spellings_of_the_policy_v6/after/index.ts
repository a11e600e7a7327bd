import * as aws from '@pulumi/aws';
import { ManagedPolicy, Role, RolePolicyAttachment } from '@pulumi/aws/iam';
import * as lambda from '@pulumi/aws/lambda';
import * as pulumi from '@pulumi/pulumi';

const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({
  Service: 'lambda.amazonaws.com',
});
const vpcConfig = {
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-1'],
};
const runtime = {
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  code: new pulumi.asset.FileArchive('./app'),
};

// By the enum, in the role's own list.
const listed = new aws.iam.Role('listed', {
  assumeRolePolicy,
  managedPolicyArns: [
    aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole, // logs
    aws.iam.ManagedPolicy.AWSXrayWriteOnlyAccess,
    'arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole',
  ].filter(Boolean),
});
new lambda.Function('listed', { ...runtime, role: listed.arn, vpcConfig });

const written = new aws.iam.Role('written', {
  assumeRolePolicy,
  managedPolicyArns: [
    aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole, // logs
    'arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole',
  ],
});
new lambda.Function('written', { ...runtime, role: written.arn, vpcConfig });

// By the old list of constants.
const old = new Role('old', { assumeRolePolicy });
new RolePolicyAttachment('old', {
  role: old,
  policyArn: aws.iam.ManagedPolicies.AWSLambdaVPCAccessExecutionRole,
});
new lambda.Function('old', { ...runtime, role: old.arn, vpcConfig });

// By a class that is imported by its name.
const imported = new Role('imported', { assumeRolePolicy });
new RolePolicyAttachment('imported-basic', {
  role: imported.name,
  policyArn: ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
});
new RolePolicyAttachment('imported-vpc', {
  role: imported.name,
  policyArn: ManagedPolicy.AmazonSQSFullAccess,
});
new lambda.Function('imported', { ...runtime, role: imported.arn, vpcConfig });

// In a partition that is looked up.
const partition = aws.getPartitionOutput().partition;
const computed = new Role('computed', { assumeRolePolicy, name: 'computed' });
new RolePolicyAttachment('computed', {
  role: 'computed',
  policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole`,
});
new lambda.Function('computed', { ...runtime, role: computed.arn, vpcConfig });

// Behind a name of its own, and behind one that others use, too.
const logs =
  'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole';
const named = new Role('named', { assumeRolePolicy });
new RolePolicyAttachment('named', { role: named.name, policyArn: logs });
new lambda.Function('named', { ...runtime, role: named.arn, vpcConfig });

const shared = aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole;
const inVpc = new Role('in-vpc', { assumeRolePolicy });
new RolePolicyAttachment('in-vpc', {
  role: inVpc.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
});
new lambda.Function('in-vpc', { ...runtime, role: inVpc.arn, vpcConfig });

const outside = new Role('outside', { assumeRolePolicy });
new RolePolicyAttachment('outside', { role: outside.name, policyArn: shared });
new lambda.Function('outside', { ...runtime, role: outside.arn });

// A function that makes a role of its policies.
export const callback = new lambda.CallbackFunction('callback', {
  callback: async () => 'done',
  policies: [
    ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
    ManagedPolicy.AmazonSQSFullAccess,
  ],
  vpcConfig,
});
