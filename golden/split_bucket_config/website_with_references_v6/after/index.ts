import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const siteBucket = new aws.s3.Bucket(
  "site",
  {},
  { ignoreChanges: ["website", "corsRules"] },
);

const siteBucketWebsite = new aws.s3.BucketWebsiteConfigurationV2(
  "site-website",
  {
    bucket: siteBucket.id,
    indexDocument: { suffix: "index.html" },
    errorDocument: { key: "404.html" },
    routingRuleDetails: JSON.stringify([
      {
        Condition: { KeyPrefixEquals: "docs/" },
        Redirect: { ReplaceKeyPrefixWith: "documents/" },
      },
    ]),
  },
);

new aws.s3.BucketCorsConfigurationV2("site-cors", {
  bucket: siteBucket.id,
  corsRules: [
    {
      allowedMethods: ["GET", "HEAD"],
      allowedOrigins: ["https://example.com"],
      maxAgeSeconds: 3000,
    },
  ],
});

const redirectBucket = new aws.s3.Bucket(
  "redirect",
  {},
  { ignoreChanges: ["website"] },
);

const redirectBucketWebsite = new aws.s3.BucketWebsiteConfigurationV2(
  "redirect-website",
  {
    bucket: redirectBucket.id,
    redirectAllRequestsTo: { hostName: "www.example.com", protocol: "https" },
  },
);

export const url = pulumi.interpolate`http://${siteBucketWebsite.websiteEndpoint}`;
export const domain = siteBucketWebsite.websiteDomain;
export const redirect = redirectBucketWebsite.websiteEndpoint;
