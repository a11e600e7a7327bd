import * as aws from "@pulumi/aws";

const region = "us-west-2";

const westProvider = new aws.Provider("west", { region: "us-west-2" });

const logs = new aws.s3.Bucket("logs", {}, { provider: westProvider });

const zones = aws.getAvailabilityZonesOutput({}, { provider: westProvider });

if (logs) {
    new aws.sns.Topic("alerts", { displayName: "alerts" }, { provider: westProvider });
}

// Another region under the same name.
const backup = new aws.s3.Bucket("backup", {}, { provider: new aws.Provider("west", { region: "us-west-1" }) });

export const names = [logs.bucket, backup.bucket, zones.id];
