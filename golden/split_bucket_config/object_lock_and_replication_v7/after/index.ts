import * as aws from "@pulumi/aws";

const role = new aws.iam.Role("replication", { assumeRolePolicy: "{}" });
const copy = new aws.s3.Bucket("copy");

const ledger = new aws.s3.Bucket("ledger", {
  objectLockEnabled: true,
});

const ledgerVersioning = new aws.s3.BucketVersioning("ledger-versioning", {
  bucket: ledger.id,
  versioningConfiguration: { status: "Enabled" },
});

new aws.s3.BucketReplicationConfig(
  "ledger-replication",
  {
    bucket: ledger.id,
    role: role.arn,
    rules: [
      {
        id: "all",
        status: "Enabled",
        filter: { prefix: "entries/" },
        destination: {
          bucket: copy.arn,
          account: "123456789012",
          storageClass: "STANDARD_IA",
          replicationTime: { status: "Enabled", time: { minutes: 15 } },
          metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
        },
        sourceSelectionCriteria: {
          sseKmsEncryptedObjects: { status: "Enabled" },
        },
        deleteMarkerReplication: { status: "Disabled" },
      },
    ],
  },
  { dependsOn: [ledgerVersioning] },
);

new aws.s3.BucketObjectLockConfiguration("ledger-object-lock", {
  bucket: ledger.id,
  rule: { defaultRetention: { mode: "COMPLIANCE", days: 5 } },
});

export const ledgerArn = ledger.arn;
