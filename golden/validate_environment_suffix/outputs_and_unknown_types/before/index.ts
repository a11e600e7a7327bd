import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

export function secret() {
  const environmentSuffix = config.requireSecret('environmentSuffix');
  return new aws.sqs.Queue('secret', {
    name: pulumi.interpolate`secret-${environmentSuffix}`,
  });
}

export function input(environmentSuffix: pulumi.Input<string>) {
  return new aws.sqs.Queue('input', {
    name: pulumi.interpolate`input-${environmentSuffix}`,
  });
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function anything(args: any) {
  const environmentSuffix = args.environmentSuffix || 'dev';
  return new aws.sqs.Queue(`anything-${environmentSuffix}`);
}

export function twice() {
  let environmentSuffix = config.get('environmentSuffix');
  if (!environmentSuffix) {
    environmentSuffix = 'dev';
  }
  return new aws.sqs.Queue(`twice-${environmentSuffix}`);
}

export function strange() {
  const environmentSuffix = config.get('environmentSuffix') || 'Dev_1';
  return new aws.sqs.Queue(`strange-${environmentSuffix}`);
}

export const short = (environmentSuffix: string) =>
  new aws.sqs.Queue(`short-${environmentSuffix}`);

secret();
input('dev');
anything({});
twice();
strange();
short('dev');
