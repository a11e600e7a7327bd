import * as aws from '@pulumi/aws';
import { auditFunction, sharedEnvironment } from './environment';

const repository = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

export const audit = auditFunction('audit', `${repository}/audit:latest`).arn;

export const project = new aws.codebuild.Project('audit', {
  serviceRole: 'arn:aws:iam::123456789012:role/audit-build',
  artifacts: { type: 'NO_ARTIFACTS' },
  source: { type: 'GITHUB', location: 'https://github.com/example/audit' },
  environment: {
    computeType: 'BUILD_GENERAL1_SMALL',
    image: 'aws/codebuild/standard:7.0',
    type: 'LINUX_CONTAINER',
    environmentVariables: Object.entries(sharedEnvironment).map(
      ([name, value]) => ({ name, value }),
    ),
  },
}).arn;
