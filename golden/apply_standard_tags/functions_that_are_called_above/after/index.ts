import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const names = ['orders', 'returns'];

const standardTags = {
  Project: pulumi.getProject(),
  ManagedBy: 'Pulumi',
  Environment: pulumi.getStack(),
};

export const arns = names.map((name) => makeQueue(name).arn);

const environment = 'prod';

function tagged(name: string) {
  return new aws.sqs.Queue(name, {
    tags: { ...standardTags, Environment: environment },
  });
}

export const late = tagged('late').arn;

function makeQueue(name: string) {
  return new aws.sqs.Queue(name, { tags: standardTags });
}
