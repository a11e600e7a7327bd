import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface NetworkArgs {
    environmentSuffix: string;
    tags: Record<string, string>;
}

export class Network extends pulumi.ComponentResource {
    public readonly vpc: aws.ec2.Vpc;
    public readonly url: pulumi.Output<string>;

    constructor(
        name: string,
        args: NetworkArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("shop:network:Network", name, {}, opts);

        this.vpc = new aws.ec2.Vpc(
            `main-${args.environmentSuffix}`,
            {
                cidrBlock: "10.0.0.0/16",
                tags: args.tags,
            },
            { parent: this, protect: true },
        ); // everything is in there

        const flowLogGroup = new aws.cloudwatch.LogGroup(
            `main-${args.environmentSuffix}-flow-logs`,
            {
                retentionInDays: 30,
                tags: args.tags,
            },
            { parent: this },
        );

        const flowLogRole = new aws.iam.Role(
            `main-${args.environmentSuffix}-flow-log-role`,
            {
                assumeRolePolicy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: {
                                Service: "vpc-flow-logs.amazonaws.com",
                            },
                            Action: "sts:AssumeRole",
                        },
                    ],
                }),
                tags: args.tags,
            },
            { parent: this },
        );

        new aws.iam.RolePolicy(
            `main-${args.environmentSuffix}-flow-log-policy`,
            {
                role: flowLogRole.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Action: [
                                "logs:CreateLogStream",
                                "logs:PutLogEvents",
                                "logs:DescribeLogGroups",
                                "logs:DescribeLogStreams",
                            ],
                            Resource: pulumi.interpolate`${flowLogGroup.arn}:*`,
                        },
                    ],
                }),
            },
            { parent: this },
        );

        new aws.ec2.FlowLog(
            `main-${args.environmentSuffix}-flow-log`,
            {
                vpcId: this.vpc.id,
                trafficType: "ALL",
                logDestination: flowLogGroup.arn,
                iamRoleArn: flowLogRole.arn,
                tags: args.tags,
            },
            { parent: this },
        );

        new aws.ec2.InternetGateway(
            `gateway-${args.environmentSuffix}`,
            { vpcId: this.vpc.id },
            { parent: this },
        );

        const api = new aws.apigateway.RestApi(
            `api-${args.environmentSuffix}`,
            {},
            { parent: this },
        );
        const deployment = new aws.apigateway.Deployment(
            `deployment-${args.environmentSuffix}`,
            { restApi: api.id },
            { parent: this },
        );
        const liveAccessLogGroup = new aws.cloudwatch.LogGroup(
            `live-${args.environmentSuffix}-access-logs`,
            {
                retentionInDays: 30,
                tags: args.tags,
            },
            { parent: this },
        );
        const liveStage = new aws.apigateway.Stage(
            `live-${args.environmentSuffix}`,
            {
                restApi: api.id,
                deployment: deployment.id,
                stageName: "live",
                tags: args.tags,
                accessLogSettings: {
                    destinationArn: liveAccessLogGroup.arn,
                    format: JSON.stringify({
                        requestId: "$context.requestId",
                        extendedRequestId: "$context.extendedRequestId",
                        ip: "$context.identity.sourceIp",
                        caller: "$context.identity.caller",
                        user: "$context.identity.user",
                        requestTime: "$context.requestTime",
                        httpMethod: "$context.httpMethod",
                        resourcePath: "$context.resourcePath",
                        status: "$context.status",
                        protocol: "$context.protocol",
                        responseLength: "$context.responseLength",
                    }),
                },
            },
            { parent: this },
        );

        this.url = liveStage.invokeUrl;
        this.registerOutputs({ url: this.url });
    }
}
