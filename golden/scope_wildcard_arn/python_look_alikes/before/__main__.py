import json

import pulumi
import pulumi_aws as aws

policy = aws.iam.Policy(
    "narrow",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "Resource": ["arn:aws:s3:::data/*", "*"],
                },
                {
                    "Effect": "Allow",
                    "Action": "ssm:GetParameter",
                    "Resource": "arn:aws:ssm:eu-west-1:*:parameter/aws/service/*",
                },
            ],
        }
    ),
)
print(json.dumps({"Resource": "arn:aws:sqs:*:*:jobs"}))

pulumi.export("arn", policy.arn)
