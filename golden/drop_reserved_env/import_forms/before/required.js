'use strict';

const aws = require('@pulumi/aws');
const { asset } = require('@pulumi/pulumi');
const { Function: LambdaFunction } = require('@pulumi/aws').lambda;

const role = aws.iam.Role.get('service', 'imports-service');

const strip = new aws.lambda.Function('strip', {
  runtime: 'nodejs20.x',
  handler: 'strip.handler',
  role: role.arn,
  code: new asset.FileArchive('./dist'),
  environment: {
    variables: {
      TAGS: 'gps,owner',
      AWS_REGION: aws.config.region || 'us-east-1',
    },
  },
});

const blur = new LambdaFunction('blur', {
  runtime: 'nodejs20.x',
  handler: 'blur.handler',
  role: role.arn,
  code: new asset.FileArchive('./dist'),
  environment: {
    variables: {
      RADIUS: '4',
      AWS_REGION: aws.config.region || 'us-east-1',
    },
  },
});

module.exports = { strip: strip.arn, blur: blur.arn };
