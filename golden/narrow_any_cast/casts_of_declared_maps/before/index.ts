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

    const tags = (args.tags as any) || {};
    const plain = (args.plain as any) ?? {};
    new aws.s3.Bucket('named', { tags: { ...tags, ...plain, Name: tags.Name } }, { parent: this });
    new aws.s3.Bucket(
      'spread',
      {
        tags: {
          // Those of the caller.
          ...((args.tags as any) || {}),
          ...(args.plain as any),
          ...(args.later as any),
          ...((args.owners as any) ?? {}),
          Environment: 'prod',
        },
      },
      { parent: this },
    );
    new aws.s3.Bucket('angles', { tags: <any>args.tags || {} }, { parent: this });
    new aws.s3.Bucket('given', { tags: { ...(<any>args.tags) } }, { parent: this });
  }
}

export function bucket(
  name: string,
  tags?: pulumi.Input<Tags>,
  more?: Tags,
  own?: Record<string, string>,
) {
  const merged = { ...((own as any) || {}), Name: name };
  return new aws.s3.Bucket(name, { tags: merged });
}

export function report(tags: pulumi.Input<{ [key: string]: string }>): string[] {
  return Object.keys((tags as any) || {});
}

new TapStack('tap', { later: undefined });
bucket('one');
report({});
