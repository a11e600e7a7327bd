/**
 * The program that deploys the service which charges cards.
 *
 * Every deployment has a suffix of its own, so that several of them fit into one account.
 */
import * as aws from '@pulumi/aws';
import { ChargesStack } from '../lib/charges-stack';

// The pipeline sets these; `dev` is what a deployment from a laptop is called.
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
const repositoryName = process.env.REPOSITORY || 'unknown';
const commitAuthor = process.env.COMMIT_AUTHOR || 'unknown';

const defaultTags = {
  Environment: environmentSuffix,
  Repository: repositoryName,
  Author: commitAuthor,
};

const provider = new aws.Provider('aws', {
  region: process.env.AWS_REGION || 'us-east-1',
  defaultTags: {
    tags: defaultTags,
  },
});

const stack = new ChargesStack(
  'pulumi-infra',
  {
    tags: defaultTags,
    environmentSuffix,
  },
  { provider }
);

export const lambdaFunctionArn = stack.lambdaFunctionArn;
export const lambdaFunctionName = stack.lambdaFunctionName;
export const iamRoleArn = stack.iamRole.arn;
export const logGroupName = stack.logGroup.name;
