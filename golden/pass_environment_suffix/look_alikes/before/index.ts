import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

interface StackArgs {
  environmentSuffix?: string;
  tags?: Record<string, string>;
}

class Stack extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: StackArgs,
    opts?: pulumi.ComponentResourceOptions
  ) {
    super('acme:app:Stack', name, args, opts);
    new aws.sns.Topic(
      `${name}-${args.environmentSuffix ?? 'dev'}`,
      { tags: args.tags },
      { parent: this }
    );
  }
}

// It is no component.
class Settings {
  constructor(
    readonly name: string,
    readonly args: StackArgs
  ) {}
}

const early = new Stack('early', {});

const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
const region = 'eu-west-1';

const given = new Stack('given', { environmentSuffix });
const other = new Stack('other', { environmentSuffix: `${region}-dev` });
const common: StackArgs = { environmentSuffix };
const spread = new Stack('spread', { ...common });
const handed = new Stack('handed', common);
const settings = new Settings('settings', {});
const rest: [string, StackArgs] = ['rest', {}];
const spreadAll = new Stack(...rest);

export const urns = [early, given, other, spread, handed, spreadAll].map(
  (stack) => stack.urn
);
export const names = [settings.name];
