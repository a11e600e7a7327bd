import * as aws from "@pulumi/aws";

const common = { versioning: { enabled: true } };
const data = new aws.s3.Bucket("data", {
  ...common,
  accelerationStatus: "Enabled",
});

export function bucket(args: aws.s3.BucketArgs) {
  return new aws.s3.Bucket("from-args", { ...args, forceDestroy: true });
}

export const id = data.id;
