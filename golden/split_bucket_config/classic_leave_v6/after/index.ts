import * as aws from "@pulumi/aws";

const data = new aws.s3.Bucket("data", {
  lifecycleRules: [{ enabled: true, expiration: { days: 30 } }],
});

new aws.s3.BucketVersioningV2("data-versioning", {
  bucket: data.id,
  versioningConfiguration: { status: "Enabled" },
});

const rules = new aws.s3.Bucket("rules", {
  corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
});

export const ids = [data.id, rules.id];
