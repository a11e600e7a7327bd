"""Alarms of one queue, under other names of the classes."""

import pulumi
from pulumi_aws import sns
from pulumi_aws.cloudwatch import MetricAlarm as Alarm

topic = sns.Topic("operations")
log_topic = sns.Topic("log")

depth = Alarm(
    "depth",
    name="orders-depth",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=3,
    metric_name="ApproximateNumberOfMessagesVisible",
    namespace="AWS/SQS",
    period=60,
    statistic="Maximum",
    threshold=1000,
    alarm_actions=[topic.arn],
    ok_actions=[topic.arn, log_topic.arn],
)

pulumi.export("alarm", depth.arn)
