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
            expiration: { days: 30 },
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
            expiration: { days: 60 },
        },
        {
            id: "thumbnails",
            status: "Enabled",
            filter: { prefix: "thumbnails/" },
            expiration: { days: 60 },
        },
    ],
});
