import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

// Tells the stacks of one account apart.
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || "dev";
const environment = config.require("environment");

export const queue = new aws.sqs.Queue(`jobs-${environmentSuffix}`);

const table = new aws.dynamodb.Table("orders", {
    name: "orders-" + environment,
    attributes: [{ name: "id", type: "S" }],
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
});

export const tableName = table.name;
