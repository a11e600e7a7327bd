import json

import pulumi
import pulumi_aws as aws
from pulumi_aws import apigateway, ec2
from pulumi_aws.apigateway import (
    Stage,
    StageCanarySettingsArgs,
    StageAccessLogSettingsArgs,
)

for index in range(2):
    vpc = ec2.Vpc(f"vpc-{index}", cidr_block=f"10.{index}.0.0/16")
    flow_log_group = aws.cloudwatch.LogGroup(
        f"vpc-{index}-flow-logs",
        retention_in_days=30,
    )
    flow_log_role = aws.iam.Role(
        f"vpc-{index}-flow-log-role",
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {
                            "Service": "vpc-flow-logs.amazonaws.com",
                        },
                        "Action": "sts:AssumeRole",
                    },
                ],
            },
        ),
    )
    aws.iam.RolePolicy(
        f"vpc-{index}-flow-log-policy",
        role=flow_log_role.id,
        policy=pulumi.Output.json_dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": [
                            "logs:CreateLogStream",
                            "logs:PutLogEvents",
                            "logs:DescribeLogGroups",
                            "logs:DescribeLogStreams",
                        ],
                        "Resource": pulumi.Output.concat(flow_log_group.arn, ":*"),
                    },
                ],
            },
        ),
    )
    ec2.FlowLog(
        f"vpc-{index}-flow-log",
        vpc_id=vpc.id,
        traffic_type="ALL",
        log_destination=flow_log_group.arn,
        iam_role_arn=flow_log_role.arn,
    )

api = apigateway.RestApi("api", description=json.dumps({"owner": "shop"}))
deployment = apigateway.Deployment("deployment", rest_api=api.id)

live_access_log_group = aws.cloudwatch.LogGroup(
    "live-access-logs",
    retention_in_days=30,
)

live = Stage(
    "live",
    rest_api=api.id,
    deployment=deployment.id,
    stage_name="live",
    canary_settings=StageCanarySettingsArgs(
        deployment_id=deployment.id,
        percent_traffic=10,
    ),
    access_log_settings=StageAccessLogSettingsArgs(
        destination_arn=live_access_log_group.arn,
        format=json.dumps(
            {
                "requestId": "$context.requestId",
                "extendedRequestId": "$context.extendedRequestId",
                "ip": "$context.identity.sourceIp",
                "caller": "$context.identity.caller",
                "user": "$context.identity.user",
                "requestTime": "$context.requestTime",
                "httpMethod": "$context.httpMethod",
                "resourcePath": "$context.resourcePath",
                "status": "$context.status",
                "protocol": "$context.protocol",
                "responseLength": "$context.responseLength",
            },
        ),
    ),
)

pulumi.export("url", live.invoke_url)
