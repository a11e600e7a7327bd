import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

interface Common {
  labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

interface TapStackArgs extends Common {
  tags?: pulumi.Input<{ [key: string]: string }>;
  plain?: Record<string, string>;
  later: { [name: string]: pulumi.Input<string> } | undefined;
  owners?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
}

type Tags = { [key: string]: string };

export class TapStack extends pulumi.ComponentResource {
  constructor(name: string, args: TapStackArgs, opts?: pulumi.ComponentResourceOptions) {
    super('acme:index:TapStack', name, args, opts);

    const tags = (args.tags as Record<string, string>) || {};
    const plain = args.plain ?? {};
    new aws.s3.Bucket('named', { tags: { ...tags, ...plain, Name: tags.Name } }, { parent: this });
    new aws.s3.Bucket(
      'spread',
      {
        tags: {
          // Those of the caller.
          ...((args.tags as Record<string, string>) || {}),
          ...args.plain,
          ...args.later,
          ...((args.owners as Record<string, pulumi.Input<string>>) ?? {}),
          Environment: 'prod',
        },
      },
      { parent: this },
    );
    new aws.s3.Bucket('angles', { tags: args.tags || {} }, { parent: this });
    new aws.s3.Bucket(
      'given',
      { tags: { ...(<Record<string, string>>args.tags) } },
      { parent: this },
    );
  }
}

export function bucket(
  name: string,
  tags?: pulumi.Input<Tags>,
  more?: Tags,
  own?: Record<string, string>,
) {
  const merged = { ...(own || {}), Name: name };
  return new aws.s3.Bucket(name, { tags: merged });
}

export function report(tags: pulumi.Input<{ [key: string]: string }>): string[] {
  return Object.keys((tags as Record<string, string>) || {});
}

new TapStack('tap', { later: undefined });
bucket('one');
report({});
