import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("key");
const logs = new aws.s3.BucketV2("logs");

const data = new aws.s3.BucketV2("data", {
    forceDestroy: true,
});

const dataVersioning = new aws.s3.BucketVersioningV2("data-versioning", {
    bucket: data.id,
    versioningConfiguration: { status: "Enabled" },
});

new aws.s3.BucketServerSideEncryptionConfigurationV2("data-encryption", {
    bucket: data.id,
    rules: [
        {
            applyServerSideEncryptionByDefault: {
                sseAlgorithm: "aws:kms",
                kmsMasterKeyId: key.arn,
            },
            bucketKeyEnabled: true,
        },
    ],
});

new aws.s3.BucketLoggingV2("data-logging", {
    bucket: data.id,
    targetBucket: logs.id,
    targetPrefix: "data/",
});

new aws.s3.BucketLifecycleConfigurationV2(
    "data-lifecycle",
    {
        bucket: data.id,
        rules: [
            {
                id: "old",
                status: "Enabled",
                filter: { prefix: "" },
                expiration: { days: 365 },
                noncurrentVersionExpiration: { noncurrentDays: 30 },
            },
        ],
    },
    { dependsOn: [dataVersioning] },
);

const site = new aws.s3.BucketV2("site", {});

const siteWebsite = new aws.s3.BucketWebsiteConfigurationV2("site-website", {
    bucket: site.id,
    indexDocument: { suffix: "index.html" },
});

new aws.s3.BucketAccelerateConfigurationV2("site-acceleration", {
    bucket: site.id,
    status: "Enabled",
});

new aws.s3.BucketRequestPaymentConfigurationV2("site-request-payment", {
    bucket: site.id,
    payer: "Requester",
});

export const names = [data.bucket, siteWebsite.websiteEndpoint];
