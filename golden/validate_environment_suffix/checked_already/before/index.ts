import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

type Environment = 'dev' | 'prod';

const config = new pulumi.Config();

function validateSuffix(suffix: string): string {
  if (suffix.length > 20) {
    throw new Error('too long');
  }
  return suffix;
}

function firstWord(text: string): string {
  const word = text.split(' ')[0];
  if (!word) {
    throw new Error('empty');
  }
  return word;
}

export function regexTest(environmentSuffix: string) {
  if (!/^[a-z]+$/.test(environmentSuffix)) {
    throw new Error(`Invalid ${environmentSuffix}`);
  }
  return new aws.sqs.Queue(`a-${environmentSuffix}`);
}

export function matched(environmentSuffix: string) {
  const isValid = environmentSuffix.match(/^[a-z]+$/) !== null;
  if (!isValid) {
    process.exit(1);
  }
  return new aws.sqs.Queue(`b-${environmentSuffix}`);
}

export function ofAList(environmentSuffix: string) {
  const known = ['dev', 'prod'].includes(environmentSuffix);
  if (!known) {
    throw new Error('unknown');
  }
  return new aws.sqs.Queue(`c-${environmentSuffix}`);
}

export function byCall(environmentSuffix: string) {
  validateSuffix(environmentSuffix);
  return new aws.sqs.Queue(`d-${environmentSuffix}`);
}

export function byResult(suffix: string) {
  const environmentSuffix = firstWord(suffix);
  return new aws.sqs.Queue(`e-${environmentSuffix}`);
}

export function byType(environment: Environment) {
  return new aws.sqs.Queue(`f-${environment}`);
}

export function byLength(args: { environmentSuffix: string }) {
  const environmentSuffix = args.environmentSuffix;
  if (args.environmentSuffix.length > 10) {
    throw new Error('too long');
  }
  return new aws.sqs.Queue(`g-${environmentSuffix}`);
}

export function byMember(environment: 'dev' | 'prod' | undefined) {
  return new aws.sqs.Queue(`h-${environment ?? 'dev'}`);
}

const queue = regexTest(config.require('suffix'));

export const url = queue.url;
