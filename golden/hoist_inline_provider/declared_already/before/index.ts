import * as aws from "@pulumi/aws";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });

const certificate = new aws.acm.Certificate(
  "site",
  { domainName: "example.com", validationMethod: "DNS" },
  { provider: virginia },
);

const waf = new aws.wafv2.WebAcl(
  "site",
  {
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    visibilityConfig: {
      cloudwatchMetricsEnabled: true,
      metricName: "site",
      sampledRequestsEnabled: true,
    },
  },
  { provider: new aws.Provider("virginia", { region: "us-east-1" }) },
);

const audit = new aws.s3.Bucket(
  "audit",
  {},
  {
    provider: new aws.Provider("virginia", {
      region: "us-east-1",
      profile: "audit",
    }),
  },
);

export const ids = [certificate.id, waf.id, audit.id];
