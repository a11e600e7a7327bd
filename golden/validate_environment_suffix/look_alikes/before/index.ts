import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

// It is in no name.
const environmentSuffix = config.require('environmentSuffix');
new aws.sqs.Queue('jobs', { tags: { Suffix: environmentSuffix } });

// It is written here.
export function fixed() {
  const environmentSuffix = 'dev';
  return new aws.sqs.Queue(`fixed-${environmentSuffix}`);
}

// Its elements are.
export const all = ['dev', 'prod'].map(
  (environment) => new aws.sqs.Queue(`each-${environment}`)
);

// It is not called so.
const region = config.require('region');
new aws.sqs.Queue(`region-${region}`);

// It is no text.
export function ofVariables() {
  const environment = { variables: { A: 'b' } };
  return new aws.sqs.Queue(`object-${Object.keys(environment).length}`);
}

// A condition is no name.
new aws.sqs.Queue(environmentSuffix === 'prod' ? 'main' : 'test');
