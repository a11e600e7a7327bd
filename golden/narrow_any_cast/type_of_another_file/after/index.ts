import * as p from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';
import { StackArgs } from './lib';

class Stack extends p.ComponentResource {
  constructor(name: string, args?: StackArgs) {
    super('acme:index:Stack', name, args);
    new aws.s3.Bucket(
      name,
      {
        tags: {
          ...((args?.tags as Record<string, string>) ?? {}),
          ...((args!.labels as Record<string, p.Input<string>>) || {}),
        },
      },
      { parent: this },
    );
  }
}

new Stack('stack', {});
