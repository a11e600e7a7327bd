import * as aws from "@pulumi/aws";

const versioned = process.env.STAGE === "prod";

for (const team of ["red", "blue"]) {
  new aws.s3.Bucket(`data-${team}`, { versioning: { enabled: versioned } });
}

export function makeBucket(name: string) {
  return new aws.s3.Bucket(name, {
    accelerationStatus: "Enabled",
  });
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
