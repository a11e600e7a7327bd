import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const subnetIds = ['subnet-1', 'subnet-2'];
const vpcConfig = { subnetIds, securityGroupIds: ['sg-1'] };
const { AWSLambdaBasicExecutionRole, AWSLambdaVPCAccessExecutionRole } =
  aws.iam.ManagedPolicy;
const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({
  Service: 'lambda.amazonaws.com',
});
const app = {
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  code: new pulumi.asset.FileArchive('./app'),
};

// As it should be.
const inside = new aws.iam.Role('inside', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaVPCAccessExecutionRole],
});
new aws.lambda.Function('inside', { ...app, role: inside.arn, vpcConfig });

const outside = new aws.iam.Role('outside', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaBasicExecutionRole],
});
new aws.lambda.Function('outside', { ...app, role: outside.arn });

// One of two functions needs it.
const mixed = new aws.iam.Role('mixed', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaVPCAccessExecutionRole],
});
new aws.lambda.Function('mixed-1', { ...app, role: mixed.arn });
new aws.lambda.Function('mixed-2', { ...app, role: mixed.arn, vpcConfig });

// Something else lets the role create network interfaces, or may.
const own = new aws.iam.Role('own', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaBasicExecutionRole],
  inlinePolicies: [
    {
      name: 'network',
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['ec2:Describe*', 'ec2:*NetworkInterface*'],
            Resource: '*',
          },
        ],
      }),
    },
  ],
});
new aws.lambda.Function('own', { ...app, role: own.arn, vpcConfig });

const stream = new aws.iam.Role('stream', {
  assumeRolePolicy,
  managedPolicyArns: [
    AWSLambdaBasicExecutionRole,
    aws.iam.ManagedPolicy.AWSLambdaMSKExecutionRole,
  ],
});
new aws.lambda.Function('stream', { ...app, role: stream.arn, vpcConfig });

const company = new aws.iam.Role('company', { assumeRolePolicy });
new aws.iam.RolePolicyAttachment('company-logs', {
  role: company.name,
  policyArn: AWSLambdaBasicExecutionRole,
});
new aws.iam.RolePolicyAttachment('company-network', {
  role: company.name,
  policyArn: config.require('networkPolicyArn'),
});
new aws.lambda.Function('company', { ...app, role: company.arn, vpcConfig });

// The helper attaches what is missing.
function allowNetwork(role: aws.iam.Role) {
  new aws.iam.RolePolicyAttachment('helped-network', {
    role,
    policyArn: AWSLambdaVPCAccessExecutionRole,
  });
}
const helped = new aws.iam.Role('helped', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaBasicExecutionRole],
});
allowNetwork(helped);
new aws.lambda.Function('helped', { ...app, role: helped.arn, vpcConfig });

// Whether it is in a VPC is decided elsewhere.
const decided = new aws.iam.Role('decided', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaVPCAccessExecutionRole],
});
new aws.lambda.Function('decided', {
  ...app,
  role: decided.arn,
  vpcConfig: config.getObject('vpcConfig'),
});

// A canary runs with the role as well, in a VPC.
const watched = new aws.iam.Role('watched', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaVPCAccessExecutionRole],
});
new aws.lambda.Function('watched', { ...app, role: watched.arn });
new aws.synthetics.Canary('watched', {
  artifactS3Location: 's3://canaries/',
  executionRoleArn: watched.arn,
  handler: 'canary.handler',
  runtimeVersion: 'syn-nodejs-puppeteer-9.0',
  schedule: { expression: 'rate(0 minute)' },
  zipFile: 'canary.zip',
  vpcConfig: { subnetIds, securityGroupIds: ['sg-1'] },
});

// Handed to something that may run a function with it.
function worker(roleArn: pulumi.Input<string>) {
  return new aws.lambda.Function('worker', {
    ...app,
    role: roleArn,
    vpcConfig,
  });
}
const handed = new aws.iam.Role('handed', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaVPCAccessExecutionRole],
});
new aws.lambda.Function('handed', { ...app, role: handed.arn });
export const workerArn = worker(handed.arn).arn;

// Returned to somebody who attaches more.
function made(name: string) {
  const role = new aws.iam.Role(name, {
    assumeRolePolicy,
    managedPolicyArns: [AWSLambdaBasicExecutionRole],
  });
  new aws.lambda.Function(name, { ...app, role: role.arn, vpcConfig });
  return role;
}
new aws.iam.RolePolicyAttachment('made-network', {
  role: made('made'),
  policyArn: AWSLambdaVPCAccessExecutionRole,
});

// A role that no function of this file runs with.
export const spare = new aws.iam.Role('spare', {
  assumeRolePolicy,
  managedPolicyArns: [AWSLambdaVPCAccessExecutionRole],
});

// Policies of every version of the provider.
export const callback = new aws.lambda.CallbackFunction('callback', {
  callback: async () => 'done',
  vpcConfig,
});
