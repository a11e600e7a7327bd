import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

interface Args {
  tags?: pulumi.Input<{ [key: string]: string }>;
  anything?: pulumi.Input<{ [key: string]: any }>;
}

interface Named {
  Name: string;
}

export function bucket(name: string, args: Args): aws.s3.Bucket {
  const named: Named = (args.tags as any) || {};
  const counted = { ...((args.tags as any) || {}), Count: 3 };
  const commented = (args.tags /* theirs */ as any) || {};
  const anything = (args.anything as any) || {};
  pulumi.log.info(`${named.Name} ${counted.Count}`);
  return new aws.s3.Bucket(name, { tags: { ...commented, ...anything } });
}

bucket('one', {});
