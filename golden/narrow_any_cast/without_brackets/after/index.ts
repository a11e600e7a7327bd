import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

interface Args {
  tags?: pulumi.Input<{ [key: string]: string }>;
  plain?: { [key: string]: string };
}

function bucket(name: string, args: Args): aws.s3.Bucket {
  const tags = (args.tags as Record<string, string>) || {};
  const plain = args.plain ?? {};
  return new aws.s3.Bucket(name, {
    tags: { ...tags, ...plain, ...(args.tags as Record<string, string>) },
  });
}

bucket("one", {});
