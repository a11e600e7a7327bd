import pulumi
import pulumi_aws as aws

current_region = aws.get_region_output()

caller_identity = aws.get_caller_identity_output()

document = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sqs:*",
            "Resource": pulumi.Output.concat(
                "arn:aws:sqs:",
                current_region.region,
                ":",
                caller_identity.account_id,
                ":jobs-of-x",
            ),
        },
        {
            "Effect": "Allow",
            "Action": "sns:*",
            "Resource": [
                pulumi.Output.concat(
                    "arn:aws:sns:",
                    current_region.region,
                    ":",
                    caller_identity.account_id,
                    ":events-of-x",
                ),
                pulumi.Output.concat(
                    "arn:aws:sns:",
                    current_region.region,
                    ":",
                    caller_identity.account_id,
                    ":alarms-of-x",
                ),
            ],
        },
    ],
}
policy = aws.iam.Policy("jobs", policy=pulumi.Output.json_dumps(document))

pulumi.export("arn", policy.arn)
