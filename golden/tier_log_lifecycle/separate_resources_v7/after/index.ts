import * as aws from "@pulumi/aws";

const logs = new aws.s3.Bucket("archive-logs");
const data = new aws.s3.Bucket("data");

new aws.s3.BucketLifecycleConfiguration("archive-lifecycle", {
    bucket: logs.id,
    rules: [
        {
            id: "expire",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: 90 },
            transitions: [
                { days: 30, storageClass: "STANDARD_IA" },
                { days: 60, storageClass: "GLACIER" },
            ],
        },
        {
            id: "off",
            status: "Disabled",
            filter: { prefix: "off/" },
            expiration: { days: 1 },
        },
    ],
});

new aws.s3.BucketLifecycleConfiguration("data-lifecycle", {
    bucket: data.id,
    rules: [
        {
            id: "flow",
            status: "Enabled",
            filter: { and: { prefix: "vpc/flowLogs/", tags: { kind: "vpc" } } },
            expiration: { days: 90 },
            transitions: [
                { days: 30, storageClass: "STANDARD_IA" },
                { days: 60, storageClass: "GLACIER" },
            ],
        },
        {
            id: "thumbnails",
            status: "Enabled",
            filter: { prefix: "thumbnails/" },
            expiration: { days: 60 },
        },
    ],
});
