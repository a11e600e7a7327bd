"""Functions in a VPC whose roles may only write logs."""

import json

import pulumi
import pulumi_aws as aws
from pulumi_aws import iam
from pulumi_aws.iam import ManagedPolicy
from pulumi_aws.lambda_ import Function, FunctionVpcConfigArgs

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)

queue = aws.sqs.Queue("jobs")

jobs_role = iam.Role("jobs-role", assume_role_policy=TRUST)

iam.RolePolicyAttachment(
    "jobs-vpc-execution",
    role=jobs_role.name,
    policy_arn=ManagedPolicy.AWS_LAMBDA_VPC_ACCESS_EXECUTION_ROLE,
)

iam.RolePolicy(
    "jobs-queue",
    role=jobs_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sqs:SendMessage",
                    "Resource": queue.arn,
                }
            ],
        }
    ),
)

Function(
    "jobs",
    runtime="python3.12",
    handler="jobs.handler",
    role=jobs_role.arn,
    code=pulumi.FileArchive("./jobs"),
    vpc_config=FunctionVpcConfigArgs(
        subnet_ids=["subnet-1"],
        security_group_ids=["sg-1"],
    ),
)

mail_role = iam.Role(
    "mail-role",
    assume_role_policy=TRUST,
    managed_policy_arns=[ManagedPolicy.AWS_LAMBDA_VPC_ACCESS_EXECUTION_ROLE],
)

Function(
    "mail",
    runtime="python3.12",
    handler="mail.handler",
    role=mail_role.arn,
    code=pulumi.FileArchive("./mail"),
    vpc_config={"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]},
)

bare_role = iam.Role("bare-role", assume_role_policy=TRUST)
iam.RolePolicyAttachment(
    "bare-role-vpc-access",
    role=bare_role.name,
    policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
)

Function(
    "bare",
    runtime="python3.12",
    handler="bare.handler",
    role=bare_role.arn,
    code=pulumi.FileArchive("./bare"),
    vpc_config={"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]},
)
