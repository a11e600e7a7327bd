"""The network, and the API in front of it."""

import pulumi
import pulumi_aws as aws


class Network(pulumi.ComponentResource):
    def __init__(self, name: str, environment_suffix: str, tags: dict[str, str], opts=None):
        super().__init__("shop:network:Network", name, None, opts)

        # Everything is in there.
        self.vpc = aws.ec2.Vpc(
            f"vpc-{environment_suffix}",
            cidr_block="10.0.0.0/16",
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

        flow_log_group = aws.cloudwatch.LogGroup(
            f"vpc-{environment_suffix}-flow-logs",
            retention_in_days=30,
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

        flow_log_role = aws.iam.Role(
            f"vpc-{environment_suffix}-flow-log-role",
            assume_role_policy=pulumi.Output.json_dumps(
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
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.iam.RolePolicy(
            f"vpc-{environment_suffix}-flow-log-policy",
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
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.ec2.FlowLog(
            f"vpc-{environment_suffix}-flow-log",
            vpc_id=self.vpc.id,
            traffic_type="ALL",
            log_destination=flow_log_group.arn,
            iam_role_arn=flow_log_role.arn,
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.gateway = aws.ec2.InternetGateway(
            f"gateway-{environment_suffix}",
            vpc_id=self.vpc.id,
            opts=pulumi.ResourceOptions(parent=self),
        )

        api = aws.apigateway.RestApi(
            f"api-{environment_suffix}", opts=pulumi.ResourceOptions(parent=self)
        )
        deployment = aws.apigateway.Deployment(
            f"deployment-{environment_suffix}",
            rest_api=api.id,
            opts=pulumi.ResourceOptions(parent=self),
        )
        access_log_group = aws.cloudwatch.LogGroup(
            f"stage-{environment_suffix}-access-logs",
            retention_in_days=30,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.stage = aws.apigateway.Stage(
            f"stage-{environment_suffix}",
            rest_api=api.id,
            deployment=deployment.id,
            stage_name="live",
            access_log_settings={
                "destination_arn": access_log_group.arn,
                "format": pulumi.Output.json_dumps(
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
            },
            opts=pulumi.ResourceOptions(parent=self, depends_on=[deployment]),
        )

        self.register_outputs({})
