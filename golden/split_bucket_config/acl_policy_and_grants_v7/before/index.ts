import * as aws from "@pulumi/aws";

const open = new aws.s3.Bucket("open", {
  acl: "public-read",
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [],
  }),
});

const closed = new aws.s3.Bucket("closed", { acl: "private" });

const logs = new aws.s3.Bucket("logs", {
  grants: [
    {
      type: "Group",
      permissions: ["WRITE"],
      uri: "http://acs.amazonaws.com/groups/s3/LogDelivery",
    },
  ],
  versioning: { enabled: false },
});

const guarded = new aws.s3.Bucket("guarded", {
  versioning: { enabled: true, mfaDelete: true },
});

const moved = new aws.s3.Bucket("moved", {
  website: { redirectAllRequestsTo: `https://${process.env.HOST}` },
});

export const ids = [open.id, closed.id, logs.id, guarded.id, moved.id];
