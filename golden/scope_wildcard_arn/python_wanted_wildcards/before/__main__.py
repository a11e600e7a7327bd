import json

import pulumi
import pulumi_aws as aws

policy = aws.iam.Policy(
    "guarded",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Deny",
                    "Action": "sqs:DeleteQueue",
                    "Resource": "arn:aws:sqs:*:*:*",
                },
                {
                    "Effect": "Allow",
                    "Action": "sns:*",
                    "NotResource": ["arn:aws:sns:*:*:audit"],
                },
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Resource": "arn:aws:iam::*:role/deploy",
                },
                {
                    "Effect": "Allow",
                    "Action": "logs:PutLogEvents",
                    "Resource": "arn:aws:logs:*:*:*",
                },
            ],
        }
    ),
)

role = aws.iam.Role(
    "edge",
    assume_role_policy="""{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "edgelambda.amazonaws.com"},
            "Action": "sts:AssumeRole"
        }
    ]
}""",
)

aws.iam.RolePolicy(
    "text",
    role=role.id,
    policy="""{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sqs:*",
            "Resource": "arn:aws:sqs:*:*:jobs"
        }
    ]
}""",
)

pulumi.export("arn", policy.arn)
