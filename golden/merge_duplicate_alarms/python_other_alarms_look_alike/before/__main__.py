"""Alarms with names of their own."""

import pulumi
import pulumi_aws as aws

topic = aws.sns.Topic("operations")
west = aws.Provider("west", region="us-west-2")


def alarm(name: str, metric: str, opts: pulumi.ResourceOptions):
    """One alarm for each call."""
    return aws.cloudwatch.MetricAlarm(
        name,
        name=name,
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=1,
        metric_name=metric,
        namespace="AWS/Lambda",
        period=60,
        statistic="Sum",
        threshold=0,
        alarm_actions=[topic.arn],
        opts=opts,
    )


errors = alarm("errors", "Errors", pulumi.ResourceOptions())
throttles = alarm("throttles", "Throttles", pulumi.ResourceOptions(provider=west))

for index, name in enumerate([errors.name, throttles.name]):
    aws.cloudwatch.MetricAlarm(
        f"copy-{index}",
        name=name.apply(lambda text: f"{text}-copy"),
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=1,
        metric_name="Errors",
        namespace="AWS/Lambda",
        period=60,
        statistic="Sum",
        threshold=0,
    )
