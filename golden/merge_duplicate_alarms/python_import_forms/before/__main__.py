"""Alarms of one queue, under other names of the classes."""

import pulumi
from pulumi_aws import cloudwatch, sns
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
)
depth_actions = cloudwatch.MetricAlarm(
    "depth-actions",
    cloudwatch.MetricAlarmArgs(
        name=depth.name,
        alarm_actions=[topic.arn],
        ok_actions=[topic.arn, log_topic.arn],
    ),
    pulumi.ResourceOptions(depends_on=[depth]),
)

pulumi.export("alarm", depth_actions.arn)
