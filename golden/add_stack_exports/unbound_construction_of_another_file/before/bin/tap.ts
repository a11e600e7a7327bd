import * as aws from '@pulumi/aws';
import { TapStack } from '../lib/tap-stack';

const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';

const defaultTags = {
  Environment: environmentSuffix,
  Repository: process.env.REPOSITORY || 'unknown',
};

const provider = new aws.Provider('aws', { region: 'us-east-1' });

new TapStack(
  'pulumi-infra',
  {
    environmentSuffix,
    tags: defaultTags,
  },
  { provider }
);
