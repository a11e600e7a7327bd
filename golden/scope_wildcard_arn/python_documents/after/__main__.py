import json

import pulumi
import pulumi_aws as aws
from pulumi_aws import get_caller_identity, iam

identity = get_caller_identity()

current_region = aws.get_region_output()

queues_policy = iam.Policy(
    "queues",
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Allow",
                "Action": "sqs:SendMessage",
                "Resource": [
                    pulumi.Output.concat(
                        "arn:aws:sqs:",
                        current_region.name,
                        ":",
                        identity.account_id,
                        ":jobs-of-the-payment-service",
                    ),
                    pulumi.Output.concat(
                        "arn:aws:sqs:eu-west-1:",
                        identity.account_id,
                        ":late-jobs-of-the-payment-service",
                    ),
                ],
            },
        }
    ),
)

functions_policy = iam.Policy(
    "functions",
    policy=queues_policy.name.apply(
        lambda name: pulumi.Output.json_dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": "lambda:InvokeFunction",
                        "Resource": pulumi.Output.concat(
                            "arn:aws:lambda:",
                            current_region.name,
                            ":",
                            identity.account_id,
                            ":function:",
                            str(name),
                        ),
                    }
                ],
            },
            indent=2,
        )
    ),
)

pulumi.export("arns", [queues_policy.arn, functions_policy.arn])
pulumi.export("text", json.dumps({"a": 1}))
