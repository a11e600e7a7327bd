import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("key");
const logs = new aws.s3.BucketV2("logs");

const data = new aws.s3.BucketV2("data", {
    versionings: [{ enabled: true }],
    serverSideEncryptionConfigurations: [
        {
            rules: [
                {
                    applyServerSideEncryptionByDefaults: [
                        { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
                    ],
                    bucketKeyEnabled: true,
                },
            ],
        },
    ],
    loggings: [{ targetBucket: logs.id, targetPrefix: "data/" }],
    lifecycleRules: [
        {
            id: "old",
            enabled: true,
            expirations: [{ days: 365 }],
            noncurrentVersionExpirations: [{ days: 30 }],
        },
    ],
    forceDestroy: true,
});

const site = new aws.s3.BucketV2("site", {
    websites: [{ indexDocument: "index.html" }],
    accelerationStatus: "Enabled",
    requestPayer: "Requester",
});

export const names = [data.bucket, site.websiteEndpoint];
