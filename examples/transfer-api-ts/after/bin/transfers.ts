import * as pulumi from '@pulumi/pulumi';
import { TransferStack } from '../lib/transfer-stack';

const environmentSuffix =
  process.env.ENVIRONMENT_SUFFIX || pulumi.getStack() || 'dev';

const stack = new TransferStack('transfers', {
  environmentSuffix,
  tags: {
    Project: 'transfer-api',
    Environment: environmentSuffix,
    ManagedBy: 'pulumi',
  },
});

export const apiUrl = stack.apiUrl;
export const tableName = stack.tableName;
export const bucketName = stack.bucketName;
