import * as aws from "@pulumi/aws";

const data = new aws.s3.Bucket("data", { forceDestroy: true });
new aws.s3.BucketVersioning("data-versioning", {
  bucket: data.id,
  versioningConfiguration: { status: "Enabled" },
});

class Bucket {
  constructor(readonly args: object) {}
}
export const mine = new Bucket({ versioning: { enabled: true } });

new aws.s3control.Bucket("outpost", { bucket: "x", outpostId: "y" });

export const id = data.id;
