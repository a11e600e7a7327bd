import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

// Tells the stacks of one account apart.
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || "dev";

if (!/^[a-z0-9-]+$/.test(environmentSuffix)) {
    throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`,
    );
}
if (environmentSuffix.length > 20) {
    throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`,
    );
}

const environment = config.require("environment");

if (!/^[a-z0-9-]+$/.test(environment)) {
    throw new Error(
        `Invalid environment '${environment}': must contain only lowercase letters, numbers, and hyphens`,
    );
}
if (environment.length > 20) {
    throw new Error(
        `Invalid environment '${environment}': must be 20 characters or less`,
    );
}

export const queue = new aws.sqs.Queue(`jobs-${environmentSuffix}`);

const table = new aws.dynamodb.Table("orders", {
    name: "orders-" + environment,
    attributes: [{ name: "id", type: "S" }],
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
});

export const tableName = table.name;
