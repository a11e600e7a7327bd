import * as aws from "@pulumi/aws";

const done = new aws.s3.Bucket("done", {});
new aws.s3.BucketVersioning("done-versioning", {
  bucket: done.id,
  versioningConfiguration: { status: "Enabled" },
});

const contradicting = new aws.s3.Bucket("contradicting", {
  versioning: { enabled: true },
});
new aws.s3.BucketVersioning("contradicting-versioning", {
  bucket: contradicting.id,
  versioningConfiguration: { status: "Suspended" },
});

const named = new aws.s3.Bucket("named", {
  bucket: "example-by-name",
});
new aws.s3.BucketVersioning("named-versioning", {
  bucket: "example-by-name",
  versioningConfiguration: { status: "Enabled" },
});

export const namedArn = named.arn;
