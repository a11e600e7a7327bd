/**
 * Settles what merchants have sold over the day.
 */
import * as pulumi from '@pulumi/pulumi';
import { SettlementStack } from '../lib/settlement-stack';

const config = new pulumi.Config();

const environmentSuffix =
  process.env.ENVIRONMENT_SUFFIX || config.get('env') || 'dev';

const defaultTags = {
  Repository: process.env.REPOSITORY || 'unknown',
  Author: process.env.COMMIT_AUTHOR || 'unknown',
};

const stack = new SettlementStack('settlement', {
  environmentSuffix,
  tags: defaultTags,
});

export const lambdaFunctionArn = stack.lambdaFunctionArn;
export const lambdaFunctionName = stack.lambdaFunctionName;
export const logGroupName = stack.logGroupName;
export const iamRoleArn = stack.iamRoleArn;
