import { Bucket, BucketObject } from "@pulumi/aws/s3";

const site = new Bucket("site", {
  website: { indexDocument: "index.html" },
  corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
});

new BucketObject("index", { bucket: site.id, key: "index.html", content: "" });
