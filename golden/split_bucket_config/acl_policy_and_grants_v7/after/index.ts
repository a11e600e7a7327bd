import * as aws from "@pulumi/aws";

const open = new aws.s3.Bucket("open", {});

const openOwnershipControls = new aws.s3.BucketOwnershipControls(
  "open-ownership-controls",
  {
    bucket: open.id,
    rule: { objectOwnership: "BucketOwnerPreferred" },
  },
);

new aws.s3.BucketAcl(
  "open-acl",
  {
    bucket: open.id,
    acl: "public-read",
  },
  { dependsOn: [openOwnershipControls] },
);

new aws.s3.BucketPolicy("open-policy", {
  bucket: open.id,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [],
  }),
});

const closed = new aws.s3.Bucket("closed", {});

const logs = new aws.s3.Bucket("logs", {
  grants: [
    {
      type: "Group",
      permissions: ["WRITE"],
      uri: "http://acs.amazonaws.com/groups/s3/LogDelivery",
    },
  ],
});

const guarded = new aws.s3.Bucket("guarded", {
  versioning: { enabled: true, mfaDelete: true },
});

const moved = new aws.s3.Bucket("moved", {
  website: { redirectAllRequestsTo: `https://${process.env.HOST}` },
});

export const ids = [open.id, closed.id, logs.id, guarded.id, moved.id];
