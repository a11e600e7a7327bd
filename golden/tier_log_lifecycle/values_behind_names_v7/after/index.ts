import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

// Once a month somebody looks.
const keepForDays = 90;
const shortly = 90;

const expiration = { days: keepForDays };
const appRules = [
  {
    id: "app",
    enabled: true,
    expiration,
    transitions: [
      { days: 30, storageClass: "STANDARD_IA" },
      { days: 60, storageClass: "GLACIER" },
    ],
  },
];
const appLogs = new aws.s3.Bucket("app-logs", { lifecycleRules: appRules });

// One number for two rules.
const jobLogs = new aws.s3.Bucket("job-logs", {
  lifecycleRules: [
    {
      id: "jobs",
      enabled: true,
      prefix: "jobs/",
      expiration: { days: shortly },
      transitions: [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 60, storageClass: "GLACIER" },
      ],
    },
    {
      id: "cron",
      enabled: true,
      prefix: "cron/",
      expiration: { days: shortly },
      transitions: [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 60, storageClass: "GLACIER" },
      ],
    },
  ],
});

// A rule that two buckets share.
const sharedRules = [{ id: "all", enabled: true, expiration: { days: 10 } }];
const blueLogs = new aws.s3.Bucket("blue-logs", { lifecycleRules: sharedRules });
const greenLogs = new aws.s3.Bucket("green-logs", { lifecycleRules: sharedRules });

// What nobody can read here.
const configured = new aws.s3.Bucket("configured-logs", {
  lifecycleRules: [
    { id: "all", enabled: true, expiration: { days: config.requireNumber("days") } },
  ],
});

function rulesFor(days: number) {
  return [{ id: "made", enabled: true, expiration: { days } }];
}

const made = new aws.s3.Bucket("made-logs", { lifecycleRules: rulesFor(5) });

for (const team of ["red", "white"]) {
  new aws.s3.Bucket(`${team}-logs`, {
    lifecycleRules: [
      {
        id: "team",
        enabled: true,
        expiration: { days: 90 },
        transitions: [
          { days: 30, storageClass: "STANDARD_IA" },
          { days: 60, storageClass: "GLACIER" },
        ],
      },
    ],
  });
}

export const buckets = [appLogs, jobLogs, blueLogs, greenLogs, configured, made].map(
  (bucket) => bucket.bucket,
);
