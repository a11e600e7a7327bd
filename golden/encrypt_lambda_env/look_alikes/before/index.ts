import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const app = {
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./app'),
};

// With a key, from wherever it is.
export const own = new aws.lambda.Function('own', {
  ...app,
  environment: { variables: { STAGE: 'prod' } },
  kmsKeyArn: config.require('keyArn'),
});

// Nothing to encrypt: Lambda forgets the key of a function without variables.
export const none = new aws.lambda.Function('none', { ...app });
export const empty = new aws.lambda.Function('empty', {
  ...app,
  environment: { variables: {} },
});

// Perhaps nothing.
export const sometimes = new aws.lambda.Function('sometimes', {
  ...app,
  environment: {
    variables: config.getBoolean('debug') ? { DEBUG: '1' } : {},
  },
});
export const passed = new aws.lambda.Function('passed', {
  ...app,
  environment: { variables: config.getObject('variables') },
});

// Perhaps with a key.
const settings = config.getObject<aws.lambda.FunctionArgs>('settings');
export const computed = new aws.lambda.Function('computed', {
  ...app,
  environment: { variables: { STAGE: 'prod' } },
  ...settings,
});

// Another resource has an environment, too.
export const build = new aws.codebuild.Project('build', {
  artifacts: { type: 'NO_ARTIFACTS' },
  environment: {
    computeType: 'BUILD_GENERAL1_SMALL',
    image: 'aws/codebuild/standard:7.0',
    type: 'LINUX_CONTAINER',
  },
  serviceRole: 'arn:role',
  source: { type: 'NO_SOURCE', buildspec: '{}' },
});
