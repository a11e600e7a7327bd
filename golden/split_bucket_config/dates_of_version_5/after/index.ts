import * as aws from "@pulumi/aws";

const bucket = new aws.s3.BucketV2("dated", {});

new aws.s3.BucketLifecycleConfigurationV2("dated-lifecycle", {
  bucket: bucket.id,
  rules: [
    {
      id: "rule-1",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { date: "2026-01-31T00:00:00Z" },
    },
  ],
});
