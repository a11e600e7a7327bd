import * as aws from "@pulumi/aws";

const keepForDays = 30;

const archive = new aws.s3.Bucket("archive", {});

const archiveVersioning = new aws.s3.BucketVersioning("archive-versioning", {
  bucket: archive.id,
  versioningConfiguration: {
    status: "Enabled",
  },
});

new aws.s3.BucketLifecycleConfiguration(
  "archive-lifecycle",
  {
    bucket: archive.id,
    rules: [
      // Nothing refers to old uploads.
      {
        id: "rule-1",
        status: "Enabled",
        filter: { prefix: "" },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
      {
        id: "logs",
        status: "Enabled",
        filter: { prefix: "logs/" },
        // as agreed with the auditors
        expiration: { days: keepForDays },
        noncurrentVersionExpiration: { noncurrentDays: 90 },
      },
      {
        id: "by-tag",
        status: "Disabled",
        filter: { tag: { key: "class", value: "cold" } },
        transitions: [
          { days: 30, storageClass: "STANDARD_IA" },
          { days: 60, storageClass: "GLACIER" },
        ],
      },
      {
        id: "by-tags-and-prefix",
        status: "Enabled",
        filter: {
          and: {
            prefix: "tmp/",
            tags: { class: "temporary", "team-name": "data" },
          },
        },
        expiration: { days: 1 },
        noncurrentVersionTransitions: [
          { noncurrentDays: 30, storageClass: "GLACIER" },
        ],
      },
    ],
  },
  { dependsOn: [archiveVersioning] },
);

export const archiveArn = archive.arn;
