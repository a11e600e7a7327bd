import * as aws from "@pulumi/aws";

new aws.s3.BucketV2("dated", {
  lifecycleRules: [
    {
      enabled: true,
      expirations: [{ date: "2026-01-31" }],
    },
  ],
});
