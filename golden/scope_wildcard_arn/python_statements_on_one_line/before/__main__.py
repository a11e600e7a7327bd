import json

import pulumi
import pulumi_aws as aws

document = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:jobs-of-x"},
        {
            "Effect": "Allow",
            "Action": "sns:*",
            "Resource": ["arn:aws:sns:*:*:events-of-x", "arn:aws:sns:*:*:alarms-of-x"],
        },
    ],
}
policy = aws.iam.Policy("jobs", policy=json.dumps(document))

pulumi.export("arn", policy.arn)
