import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = { table: "orders", partition: "aws-us-gov" };

const role = new aws.iam.Role("worker", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});

// In another function the lookups are others.
export function forQueues(names: string[]) {
    const currentRegion = aws.getRegionOutput();
    const callerIdentity = aws.getCallerIdentityOutput();
    for (const name of names) {
        new aws.iam.RolePolicy(`queue-${name}`, {
            role: role.id,
            policy: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Action: "sqs:*",
                        Resource: pulumi.interpolate`arn:aws:sqs:${currentRegion.name}:${callerIdentity.accountId}:${name}`,
                    },
                ],
            },
        });
    }
}

const currentRegion2 = aws.getRegionOutput();

const callerIdentity2 = aws.getCallerIdentityOutput();

const tables = new aws.iam.Policy("tables", {
    policy: pulumi.jsonStringify(
        {
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Action: ["dynamodb:GetItem"],
                Resource: [
                    pulumi.interpolate`arn:${config.partition}:dynamodb:${currentRegion2.name}:${callerIdentity2.accountId}:table/${config.table}`,
                    pulumi.interpolate`arn:${config.partition}:dynamodb:${currentRegion2.name}:${callerIdentity2.accountId}:table/${config.table}/index/*`,
                ],
            },
        },
        undefined,
        2,
    ),
});

const users = new aws.iam.Policy("users", {
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: ["iam:GetUser"],
                Resource: pulumi.interpolate`arn:aws:iam::${callerIdentity2.accountId}:user/ci`,
            },
            // It has no region.
            {
                Effect: "Allow",
                Action: ["iam:GetRole"],
                Resource: pulumi.interpolate`arn:aws:iam::${callerIdentity2.accountId}:role/ci`,
            },
            {
                Effect: "Allow",
                Action: ["ec2:RunInstances"],
                Resource: [pulumi.interpolate`arn:aws:ec2:${currentRegion2.name}::image/*`],
            },
            {
                Effect: "Allow",
                Action: ["apigateway:GET"],
                Resource: pulumi.interpolate`arn:aws:apigateway:${currentRegion2.name}::/restapis`,
            },
        ],
    }),
});

const document = aws.iam.getPolicyDocumentOutput({
    statements: [
        {
            actions: ["sns:Publish"],
            resources: [
                pulumi.interpolate`arn:aws-cn:sns:${currentRegion2.name}:${callerIdentity2.accountId}:alarms-of-payments`,
            ],
        },
    ],
});
const alarms = new aws.iam.Policy("alarms", { policy: document.json });

forQueues(["jobs"]);

export const arns = [tables.arn, users.arn, alarms.arn];
