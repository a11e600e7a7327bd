import * as aws from "@pulumi/aws";

const region = "us-west-2";

const logs = new aws.s3.Bucket("logs", {}, { provider: new aws.Provider("west", { region: "us-west-2" }) });

const zones = aws.getAvailabilityZonesOutput({}, { provider: new aws.Provider("west", { region }) });

if (logs) {
    new aws.sns.Topic("alerts", { displayName: "alerts" }, { provider: new aws.Provider("west", { region: "us-west-2" }) });
}

// Another region under the same name.
const backup = new aws.s3.Bucket("backup", {}, { provider: new aws.Provider("west", { region: "us-west-1" }) });

export const names = [logs.bucket, backup.bucket, zones.id];
