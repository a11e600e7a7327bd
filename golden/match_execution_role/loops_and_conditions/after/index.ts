import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const subnetIds = config.requireObject<string[]>('subnetIds');

const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({
  Service: 'lambda.amazonaws.com',
});

const jobs = [
  { name: 'collect', memory: 512 },
  { name: 'clean', memory: 256 },
];

for (const job of jobs) {
  const role = new aws.iam.Role(`${job.name}-role`, { assumeRolePolicy });
  new aws.iam.RolePolicyAttachment(`${job.name}-logs`, {
    role: role.name,
    policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
  });
  new aws.lambda.Function(job.name, {
    runtime: 'python3.12',
    handler: `${job.name}.handler`,
    memorySize: job.memory,
    role: role.arn,
    code: new pulumi.asset.FileArchive('./jobs'),
    vpcConfig: { subnetIds, securityGroupIds: ['sg-1'] },
  });
}

const gateRole = new aws.iam.Role('gate-role', { assumeRolePolicy });

new aws.iam.RolePolicyAttachment('gate-logs', {
  role: gateRole.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
});

new aws.lambda.Function('gate', {
  runtime: 'python3.12',
  handler: 'gate.handler',
  role: gateRole.arn,
  code: new pulumi.asset.FileArchive('./gate'),
  vpcConfig: config.getBoolean('private')
    ? { subnetIds, securityGroupIds: ['sg-1'] }
    : undefined,
});
