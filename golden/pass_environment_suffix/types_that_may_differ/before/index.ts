import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

interface WorkerArgs {
  environmentSuffix: string;
  environment?: string;
  tags?: { [key: string]: string };
}

class Worker extends pulumi.ComponentResource {
  constructor(name: string, args: Partial<WorkerArgs>) {
    super('acme:app:Worker', name, args);
  }
}

class Job extends pulumi.ComponentResource {
  constructor(name: string, args: Omit<WorkerArgs, 'tags'>) {
    super('acme:app:Job', name, args);
  }
}

class Service extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: { environment?: string; tags?: { [key: string]: string } }
  ) {
    super('acme:app:Service', name, args);
    new aws.sns.Topic(name, { tags: args.tags }, { parent: this });
  }
}

// The variables of a function, not the name of an environment.
const environment = { variables: { LEVEL: 'info' } };

function suffixOf(stack: string): string {
  return stack.slice(-4);
}

const tags = { Team: suffixOf(pulumi.getStack()) };

new Service('service', {});

// What comes from somewhere else is not changed.
const shared = {};
new Service('shared', shared);
new Service('again', shared);

new Worker('worker', { environment: environment.variables.LEVEL });
new Job('job', { environmentSuffix: suffixOf(pulumi.getStack()) });
