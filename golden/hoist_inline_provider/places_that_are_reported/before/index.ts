import * as aws from "@pulumi/aws";

const other = process.env.OTHER_REGION === "yes";

const bucket = new aws.s3.Bucket(
  "maybe",
  {},
  other ? { provider: new aws.Provider("other", { region: "us-west-2" }) } : {},
);

const table = new aws.dynamodb.Table("table", {
    attributes: [{ name: "id", type: "S" }],
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
  }),
  copy = new aws.s3.Bucket(
    "copy",
    {},
    { provider: new aws.Provider("copies", { profile: table.urn.toString() }) },
  );

class Holder {
  topic = new aws.sns.Topic(
    "held",
    {},
    { provider: new aws.Provider("held", { region: "us-west-2" }) },
  );
}

export const names = [bucket.bucket, copy.bucket, new Holder().topic.name];
