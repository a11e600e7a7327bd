import * as aws from '@pulumi/aws';

const role = aws.iam.Role.get('service', 'audit-service');

export const sharedEnvironment = {
  AWS_REGION: aws.config.region || 'us-east-1',
  AUDIT_STREAM: 'audit',
};

export function auditFunction(name: string, imageUri: string) {
  return new aws.lambda.Function(name, {
    packageType: 'Image',
    imageUri,
    role: role.arn,
    environment: { variables: sharedEnvironment },
  });
}
