import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

interface Args {
  tags?: pulumi.Input<{ [key: string]: string }>;
  plain?: { [key: string]: string };
}

function bucket(name: string, args: Args): aws.s3.Bucket {
  const tags = args.tags as any || {};
  const plain = args.plain as any ?? {};
  return new aws.s3.Bucket(name, { tags: { ...tags, ...plain, ...args.tags as any } });
}

bucket("one", {});
