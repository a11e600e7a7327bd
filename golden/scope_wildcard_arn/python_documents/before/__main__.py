import json

import pulumi
from pulumi_aws import get_caller_identity, iam

identity = get_caller_identity()

queues_policy = iam.Policy(
    "queues",
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Allow",
                "Action": "sqs:SendMessage",
                "Resource": [
                    "arn:aws:sqs:*:*:jobs-of-the-payment-service",
                    "arn:aws:sqs:eu-west-1:*:late-jobs-of-the-payment-service",
                ],
            },
        }
    ),
)

functions_policy = iam.Policy(
    "functions",
    policy=queues_policy.name.apply(
        lambda name: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": "lambda:InvokeFunction",
                        "Resource": f"arn:aws:lambda:*:*:function:{name}",
                    }
                ],
            },
            indent=2,
        )
    ),
)

pulumi.export("arns", [queues_policy.arn, functions_policy.arn])
pulumi.export("text", json.dumps({"a": 1}))
