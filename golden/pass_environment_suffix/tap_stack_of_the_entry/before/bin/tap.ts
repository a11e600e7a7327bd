import * as aws from '@pulumi/aws';
import { TapStack } from '../lib/tap-stack';

// Get environment suffix from environment variables.
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';

const defaultTags = {
  Environment: environmentSuffix,
  Repository: process.env.REPOSITORY || 'unknown',
};

const provider = new aws.Provider('aws', {
  region: 'us-east-1',
  defaultTags: { tags: defaultTags },
});

const stack = new TapStack(
  'pulumi-infra',
  {
    tags: defaultTags,
  },
  { provider }
);

export const bucketName = stack.bucketName;
