import * as pulumi from '@pulumi/pulumi';

export abstract class Base extends pulumi.ComponentResource {
  public readonly created: string = 'today';
}
