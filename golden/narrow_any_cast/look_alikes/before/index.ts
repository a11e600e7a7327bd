import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

interface Args {
  tags?: pulumi.Input<{ [key: string]: string }>;
  names: string[];
  anything: any;
  aws?: pulumi.Input<aws.Tags>;
}

export function bucket(name: string, args: Args, untyped: any): aws.s3.Bucket {
  // Typed already, or of no type that could be named.
  const tags = (args.tags as Record<string, string>) || {};
  const anything = (args.anything as any) || {};
  const names = { ...(args.names as any) };
  const untypedTags = (untyped.tags as any) || {};
  const provider = (args.aws as any) ?? {};
  // Neither spread nor given something empty to fall back to.
  const whole = args.tags as any;
  const other = (args.tags as any) || { Name: 'x' };
  const second = untyped || (args.tags as any);
  const twice = (args.tags as any as Record<string, string>) || {};
  // A string, and a comment: (args.tags as any) || {}
  pulumi.log.info('(args.tags as any) || {}');
  pulumi.log.info(
    `${[anything, names, untypedTags, provider, whole, other, second, twice].length}`,
  );
  return new aws.s3.Bucket(name, { tags });
}

bucket('one', { names: [], anything: 1 }, {});
