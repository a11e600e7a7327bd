import * as aws from "@pulumi/aws";

export const data = new aws.s3.Bucket("data", { versioning: { enabled: true } });
