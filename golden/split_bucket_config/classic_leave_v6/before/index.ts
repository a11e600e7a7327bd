import * as aws from "@pulumi/aws";

const data = new aws.s3.Bucket("data", {
  versioning: { enabled: true },
  lifecycleRules: [{ enabled: true, expiration: { days: 30 } }],
});

const rules = new aws.s3.Bucket("rules", {
  corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
});

export const ids = [data.id, rules.id];
