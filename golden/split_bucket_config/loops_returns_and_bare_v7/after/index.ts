import * as aws from "@pulumi/aws";

const versioned = process.env.STAGE === "prod";

for (const team of ["red", "blue"]) {
  const bucket = new aws.s3.Bucket(`data-${team}`, {});
  new aws.s3.BucketVersioning(`data-${team}-versioning`, {
    bucket: bucket.id,
    versioningConfiguration: { status: versioned ? "Enabled" : "Suspended" },
  });
}

export function makeBucket(name: string) {
  const bucket2 = new aws.s3.Bucket(name, {});
  new aws.s3.BucketAccelerateConfiguration(`${name}-acceleration`, {
    bucket: bucket2.id,
    status: "Enabled",
  });
  return bucket2;
}

export const buckets = ["a", "b"].map(
  (name) => new aws.s3.Bucket(name, { versioning: { enabled: true } }),
);

export const byName = {
  logs: new aws.s3.Bucket("logs", {
    acl: "private",
    accelerationStatus: "Suspended",
  }),
};
