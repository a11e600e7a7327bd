import * as aws from '@pulumi/aws';
import * as k8s from '@pulumi/kubernetes';

const region = aws.config.region || 'us-east-1';

export const task = new aws.ecs.TaskDefinition('api', {
  family: 'api',
  containerDefinitions: JSON.stringify([
    {
      name: 'api',
      image: 'api:latest',
      environment: [{ name: 'AWS_REGION', value: region }],
    },
  ]),
});

export const build = new aws.codebuild.Project('api', {
  serviceRole: 'arn:aws:iam::123456789012:role/api-build',
  artifacts: { type: 'NO_ARTIFACTS' },
  source: { type: 'GITHUB', location: 'https://github.com/example/api' },
  environment: {
    computeType: 'BUILD_GENERAL1_SMALL',
    image: 'aws/codebuild/standard:7.0',
    type: 'LINUX_CONTAINER',
    environmentVariables: [{ name: 'AWS_DEFAULT_REGION', value: region }],
  },
});

export const service = new aws.apprunner.Service('api', {
  serviceName: 'api',
  sourceConfiguration: {
    imageRepository: {
      imageIdentifier: 'public.ecr.aws/example/api:latest',
      imageRepositoryType: 'ECR_PUBLIC',
      imageConfiguration: {
        port: '8080',
        runtimeEnvironmentVariables: { AWS_REGION: region },
      },
    },
  },
});

export const settings = new k8s.core.v1.ConfigMap('api', {
  data: { AWS_REGION: region, AWS_DEFAULT_REGION: region },
});
