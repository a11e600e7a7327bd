import * as aws from "@pulumi/aws";

class Bucket {
  constructor(
    readonly name: string,
    readonly args: { lifecycleRules: { enabled: boolean; expiration: { days: number } }[] },
  ) {}
}

// Nothing of AWS.
export const own = new Bucket("logs", {
  lifecycleRules: [{ enabled: true, expiration: { days: 1 } }],
});

// They are no logs.
export const catalog = new aws.s3.Bucket("catalog", {
  lifecycleRules: [{ enabled: true, expiration: { days: 1 } }],
});
export const blog = new aws.s3.Bucket("blog-uploads", {
  lifecycleRules: [{ enabled: true, prefix: "dialogs/", expiration: { days: 1 } }],
});

// Nothing is deleted early.
export const audited = new aws.s3.Bucket("audit-logs", {
  lifecycleRules: [
    // Kept long enough.
    { enabled: true, prefix: "a/", expiration: { days: 365 } },
    { enabled: true, prefix: "b/", expiration: { days: 90 } },
    // It moves already.
    {
      enabled: true,
      prefix: "c/",
      transitions: [{ days: 0, storageClass: "GLACIER_IR" }],
      expiration: { days: 30 },
    },
    // It is off.
    { enabled: false, prefix: "d/", expiration: { days: 30 } },
    // It ends on a day.
    { enabled: true, prefix: "e/", expiration: { date: "2030-01-01" } },
    // It deletes nothing that is current.
    { enabled: true, prefix: "f/", noncurrentVersionExpiration: { days: 1 } },
    { enabled: true, prefix: "g/", abortIncompleteMultipartUploadDays: 1 },
    { enabled: true, prefix: "h/", expiration: { expiredObjectDeleteMarker: true } },
  ],
});

// No logs of S3.
export const group = new aws.cloudwatch.LogGroup("logs", { retentionInDays: 1 });
