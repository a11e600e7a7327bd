import * as aws from "@pulumi/aws";

const keepForDays = 30;

const archive = new aws.s3.Bucket("archive", {
  versioning: {
    enabled: true,
    mfaDelete: false,
  },
  lifecycleRules: [
    // Nothing refers to old uploads.
    {
      enabled: true,
      abortIncompleteMultipartUploadDays: 7,
    },
    {
      id: "logs",
      enabled: true,
      prefix: "logs/",
      expiration: { days: keepForDays }, // as agreed with the auditors
      noncurrentVersionExpiration: { days: 90 },
    },
    {
      id: "by-tag",
      enabled: false,
      tags: { class: "cold" },
      transitions: [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 60, storageClass: "GLACIER" },
      ],
    },
    {
      id: "by-tags-and-prefix",
      enabled: true,
      prefix: "tmp/",
      tags: { class: "temporary", "team-name": "data" },
      expiration: { days: 1 },
      noncurrentVersionTransitions: [{ days: 30, storageClass: "GLACIER" }],
    },
  ],
});

export const archiveArn = archive.arn;
