"""Roles whose policies fit, or of which it is not known."""

import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()

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
VPC = aws.lambda_.FunctionVpcConfigArgs(
    subnet_ids=["subnet-1"], security_group_ids=["sg-1"]
)
BASIC = aws.iam.ManagedPolicy.AWS_LAMBDA_BASIC_EXECUTION_ROLE


def function(name: str, role: aws.iam.Role):
    # In the VPC as well.
    return aws.lambda_.Function(
        name,
        runtime="python3.12",
        handler="app.handler",
        role=role.arn,
        code=pulumi.FileArchive("./app"),
        vpc_config=VPC,
    )


inside = aws.iam.Role(
    "inside",
    assume_role_policy=TRUST,
    managed_policy_arns=[
        "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
    ],
)
aws.lambda_.Function(
    "inside",
    runtime="python3.12",
    handler="app.handler",
    role=inside.arn,
    code=pulumi.FileArchive("./app"),
    vpc_config=VPC,
)

# The helper makes the function.
helped = aws.iam.Role("helped", assume_role_policy=TRUST, managed_policy_arns=[BASIC])
function("helped", helped)

# Attached in a loop over policies that are configured.
looped = aws.iam.Role("looped", assume_role_policy=TRUST)
aws.iam.RolePolicyAttachment("looped", role=looped.name, policy_arn=BASIC)
for policy in config.require_object("policies"):
    aws.iam.RolePolicyAttachment(
        f"looped-{policy}",
        role=looped.name,
        policy_arn=f"arn:aws:iam::aws:policy/{policy}",
    )
aws.lambda_.Function(
    "looped",
    runtime="python3.12",
    handler="app.handler",
    role=looped.arn,
    code=pulumi.FileArchive("./app"),
    vpc_config=VPC,
)

# Everything that EC2 offers.
broad = aws.iam.Role("broad", assume_role_policy=TRUST, managed_policy_arns=[BASIC])
aws.iam.RolePolicy(
    "broad",
    role=broad.id,
    policy="""{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Action": "ec2:*", "Resource": "*" }
}""",
)
aws.lambda_.Function(
    "broad",
    runtime="python3.12",
    handler="app.handler",
    role=broad.arn,
    code=pulumi.FileArchive("./app"),
    vpc_config=VPC,
)
