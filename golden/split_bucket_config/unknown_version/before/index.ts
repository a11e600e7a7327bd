import * as aws from "@pulumi/aws";

const data = new aws.s3.Bucket("data", {
  versioning: { enabled: true },
});

export const id = data.id;
