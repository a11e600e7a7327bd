import {
  Bucket,
  BucketObject,
  BucketWebsiteConfiguration,
  BucketCorsConfiguration,
} from "@pulumi/aws/s3";

const site = new Bucket("site", {});

new BucketWebsiteConfiguration("site-website", {
  bucket: site.id,
  indexDocument: { suffix: "index.html" },
});

new BucketCorsConfiguration("site-cors", {
  bucket: site.id,
  corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
});

new BucketObject("index", { bucket: site.id, key: "index.html", content: "" });
