"""A dashboard with metrics in several forms."""

import json

import pulumi
import pulumi_aws as aws

queue = aws.sqs.Queue("orders")
table = aws.dynamodb.Table(
    "carts",
    attributes=[{"name": "id", "type": "S"}],
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
)

aws.cloudwatch.Dashboard(
    "shop",
    dashboard_name="shop",
    dashboard_body=pulumi.Output.all(queue=queue.name, table=table.name).apply(
        lambda args: json.dumps(
            {
                "widgets": [
                    {
                        "type": "metric",
                        "properties": {
                            "metrics": [
                                [
                                    "AWS/SQS",
                                    "NumberOfMessagesSent",
                                    "QueueName",
                                    args["queue"],
                                    {
                                        "stat": "Sum",
                                        "yAxis": "right",
                                    },
                                ],
                                [
                                    "AWS/DynamoDB",
                                    "ConsumedWriteCapacityUnits",
                                    "TableName",
                                    args["table"],
                                ],
                            ],
                            "region": "us-east-1",
                        },
                    }
                ]
            }
        )
    ),
)

sales = [
    [
        "Shop",
        "Sales of the last hour",
        "Country",
        country,
        "Currency",
        "EUR",
        {"stat": "Sum"},
    ]
    for country in ["CH", "AT"]
]
aws.cloudwatch.Dashboard(
    "sales",
    dashboard_name="sales",
    dashboard_body=json.dumps(
        {
            "widgets": [
                {
                    "type": "metric",
                    "properties": {"metrics": sales, "region": "us-east-1"},
                }
            ]
        }
    ),
)
