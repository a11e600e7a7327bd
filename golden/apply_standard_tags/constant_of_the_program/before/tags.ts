import * as pulumi from '@pulumi/pulumi';

export const standardTags = {
  Project: 'shop',
  ManagedBy: 'Pulumi',
  Environment: pulumi.getStack(),
};
