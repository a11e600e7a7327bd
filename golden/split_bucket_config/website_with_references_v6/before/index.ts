import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const siteBucket = new aws.s3.Bucket("site", {
  website: {
    indexDocument: "index.html",
    errorDocument: "404.html",
    routingRules: [
      {
        Condition: { KeyPrefixEquals: "docs/" },
        Redirect: { ReplaceKeyPrefixWith: "documents/" },
      },
    ],
  },
  corsRules: [
    {
      allowedMethods: ["GET", "HEAD"],
      allowedOrigins: ["https://example.com"],
      maxAgeSeconds: 3000,
    },
  ],
});

const redirectBucket = new aws.s3.Bucket("redirect", {
  website: { redirectAllRequestsTo: "https://www.example.com" },
});

export const url = pulumi.interpolate`http://${siteBucket.websiteEndpoint}`;
export const domain = siteBucket.websiteDomain;
export const redirect = redirectBucket.websiteEndpoint;
