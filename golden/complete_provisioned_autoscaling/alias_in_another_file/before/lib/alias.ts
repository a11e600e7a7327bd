import * as aws from '@pulumi/aws';

export function publishAs(name: string, target: aws.lambda.Function) {
  return new aws.lambda.Alias(name, {
    name: 'live',
    functionName: target.name,
    functionVersion: target.version,
  });
}
