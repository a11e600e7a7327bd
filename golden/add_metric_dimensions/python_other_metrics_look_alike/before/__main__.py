"""Metrics that have their dimensions, or need none."""

import json

import pulumi
import pulumi_aws as aws

queues = [aws.sqs.Queue(name) for name in ["first", "second"]]
topic = aws.sns.Topic("orders")

aws.cloudwatch.Dashboard(
    "jobs",
    dashboard_name="jobs",
    dashboard_body=pulumi.Output.all(*[queue.name for queue in queues]).apply(
        lambda names: json.dumps(
            {
                "widgets": [
                    {
                        "type": "metric",
                        "properties": {
                            "metrics": [
                                ["AWS/SQS", "NumberOfMessagesSent", "QueueName", name]
                                for name in names
                            ],
                            "region": "us-east-1",
                        },
                    },
                    {
                        "type": "metric",
                        "properties": {
                            "metrics": [
                                ["AWS/SQS", "NumberOfMessagesSent", {"stat": "Sum"}],
                                # The topic's name is not known in here.
                                ["AWS/SNS", "PublishSize"],
                            ],
                            "region": "us-east-1",
                        },
                    },
                ]
            }
        )
    ),
)

pulumi.export("topic", topic.arn)
