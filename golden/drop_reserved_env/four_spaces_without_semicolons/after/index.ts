import * as aws from "@pulumi/aws"
import * as pulumi from "@pulumi/pulumi"

const role = aws.iam.Role.get("service", "weather-service")

const forecast = new aws.lambda.Function("forecast", {
    runtime: aws.lambda.Runtime.NodeJS20dX,
    handler: "forecast.handler",
    role: role.arn,
    code: new pulumi.asset.FileArchive("./dist/forecast"),
    environment: {
        variables: {
            "X-Source": "dwd",
        },
    },
})

const variables: Record<string, string> = { MODEL: "icon-d2" }
variables.GRID = "0.02"

const nowcast = new aws.lambda.Function("nowcast", {
    runtime: aws.lambda.Runtime.NodeJS20dX,
    handler: "nowcast.handler",
    role: role.arn,
    code: new pulumi.asset.FileArchive("./dist/forecast"),
    environment: { variables },
})

export const arns = [forecast.arn, nowcast.arn]
