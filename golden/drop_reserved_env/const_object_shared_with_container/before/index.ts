import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const region = aws.config.region || 'us-east-1';
const role = aws.iam.Role.get('service', 'reports-service');
const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/reports:latest';

// Containers do need to be told their region.
const environment: Record<string, string> = {
  AWS_REGION: region,
  REPORT_BUCKET: `reports-${pulumi.getStack()}`,
};

const onDemand = new aws.lambda.Function('reports', {
  packageType: 'Image',
  imageUri: image,
  role: role.arn,
  environment: { variables: environment },
});

const monthly = new aws.ecs.TaskDefinition('reports', {
  family: 'reports',
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '512',
  memory: '1024',
  executionRoleArn: role.arn,
  containerDefinitions: JSON.stringify([
    {
      name: 'reports',
      image,
      environment: Object.entries(environment).map(([name, value]) => ({
        name,
        value,
      })),
    },
  ]),
});

export const arns = [onDemand.arn, monthly.arn];
