import * as aws from '@pulumi/aws';

const role = aws.iam.Role.get('service', 'replication-service');
const ireland = new aws.Provider('ireland', { region: 'eu-west-1' });
const remote = aws.getRegionOutput({}, { provider: ireland });
const local = aws.getRegionOutput({}, {});

export const sender = new aws.lambda.Function('sender', {
  role: role.arn,
  environment: {
    variables: {
      QUEUE: 'copies',
      AWS_REGION: remote.name,
    },
  },
});

export const receiver = new aws.lambda.Function('receiver', {
  role: role.arn,
  environment: {
    variables: {
      QUEUE: 'copies',
      AWS_REGION: local.name,
    },
  },
});
