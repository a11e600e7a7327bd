import * as aws from "@pulumi/aws";

const config = { table: "orders", partition: "aws-us-gov" };

const role = new aws.iam.Role("worker", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});

// In another function the lookups are others.
export function forQueues(names: string[]) {
    for (const name of names) {
        new aws.iam.RolePolicy(`queue-${name}`, {
            role: role.id,
            policy: {
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: `arn:aws:sqs:*:*:${name}` }],
            },
        });
    }
}

const tables = new aws.iam.Policy("tables", {
    policy: JSON.stringify(
        {
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Action: ["dynamodb:GetItem"],
                Resource: [
                    `arn:${config.partition}:dynamodb:*:*:table/${config.table}`,
                    `arn:${config.partition}:dynamodb:*:*:table/${config.table}/index/*`,
                ],
            },
        },
        null,
        2,
    ),
});

const users = new aws.iam.Policy("users", {
    policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            { Effect: "Allow", Action: ["iam:GetUser"], Resource: "arn:aws:iam::*:user/ci" },
            // It has no region.
            { Effect: "Allow", Action: ["iam:GetRole"], Resource: "arn:aws:iam:*:*:role/ci" },
            { Effect: "Allow", Action: ["ec2:RunInstances"], Resource: ["arn:aws:ec2:*::image/*"] },
            { Effect: "Allow", Action: ["apigateway:GET"], Resource: "arn:aws:apigateway:*::/restapis" },
        ],
    }),
});

const document = aws.iam.getPolicyDocumentOutput({
    statements: [{ actions: ["sns:Publish"], resources: ["arn:aws-cn:sns:*:*:alarms-of-payments"] }],
});
const alarms = new aws.iam.Policy("alarms", { policy: document.json });

forQueues(["jobs"]);

export const arns = [tables.arn, users.arn, alarms.arn];
