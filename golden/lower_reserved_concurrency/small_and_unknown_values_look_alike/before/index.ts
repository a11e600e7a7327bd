import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface Limits {
  reserved: number;
}

const config = new pulumi.Config();
const limits = config.requireObject<Limits>('limits');
const role = aws.iam.Role.get('service', 'limits-service');
const NO_LIMIT = -1;

let chosen = 100;
if (pulumi.getStack() === 'dev') {
  chosen = 5;
}

const common = {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist'),
};

function create(name: string, reserved?: pulumi.Input<number>) {
  return new aws.lambda.Function(name, {
    ...common,
    handler: `${name}.handler`,
    reservedConcurrentExecutions: reserved,
  });
}

const paused = new aws.lambda.Function('paused', {
  ...common,
  handler: 'paused.handler',
  reservedConcurrentExecutions: 0,
});

const unlimited = new aws.lambda.Function('unlimited', {
  ...common,
  handler: 'unlimited.handler',
  reservedConcurrentExecutions: -1,
});

const byName = new aws.lambda.Function('by-name', {
  ...common,
  handler: 'by-name.handler',
  reservedConcurrentExecutions: NO_LIMIT,
});

const ten = new aws.lambda.Function('ten', {
  ...common,
  handler: 'ten.handler',
  reservedConcurrentExecutions: 10,
});

const configured = new aws.lambda.Function('configured', {
  ...common,
  handler: 'configured.handler',
  reservedConcurrentExecutions: config.requireNumber('reservedConcurrency'),
});

const optional = new aws.lambda.Function('optional', {
  ...common,
  handler: 'optional.handler',
  reservedConcurrentExecutions: config.getNumber('reserved') ?? 5,
});

const structured = new aws.lambda.Function('structured', {
  ...common,
  handler: 'structured.handler',
  reservedConcurrentExecutions: limits.reserved,
});

const assigned = new aws.lambda.Function('assigned', {
  ...common,
  handler: 'assigned.handler',
  reservedConcurrentExecutions: chosen,
});

export const functions = [
  paused.name,
  unlimited.name,
  byName.name,
  ten.name,
  configured.name,
  optional.name,
  structured.name,
  assigned.name,
  create('by-argument', config.getNumber('byArgument')).name,
];
