import * as aws from "@pulumi/aws";

const role = new aws.iam.Role("replication", { assumeRolePolicy: "{}" });
const copy = new aws.s3.Bucket("copy");

const ledger = new aws.s3.Bucket("ledger", {
  replicationConfiguration: {
    role: role.arn,
    rules: [
      {
        id: "all",
        status: "Enabled",
        filter: { prefix: "entries/" },
        destination: {
          bucket: copy.arn,
          accountId: "123456789012",
          storageClass: "STANDARD_IA",
          replicationTime: { minutes: 15, status: "Enabled" },
          metrics: { minutes: 15, status: "Enabled" },
        },
        sourceSelectionCriteria: {
          sseKmsEncryptedObjects: { enabled: true },
        },
      },
    ],
  },
  versioning: { enabled: true },
  objectLockConfiguration: {
    objectLockEnabled: "Enabled",
    rule: { defaultRetention: { mode: "COMPLIANCE", days: 5 } },
  },
});

export const ledgerArn = ledger.arn;
