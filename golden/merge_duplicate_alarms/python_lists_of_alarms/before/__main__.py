"""Alarms of two queues."""

import pulumi
import pulumi_aws as aws

topic = aws.sns.Topic("operations")
recovered = aws.sns.Topic("recovered")

# One alarm for each queue.
queue_alarms = [
    aws.cloudwatch.MetricAlarm(
        f"{queue}-age",
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=3,
        metric_name="ApproximateAgeOfOldestMessage",
        namespace="AWS/SQS",
        dimensions={"QueueName": queue},
        period=60,
        statistic="Maximum",
        threshold=600,
        alarm_actions=[topic.arn],
    )
    for queue in ["orders", "invoices"]
]

# They also speak up once it is over.
for queue_alarm in queue_alarms:
    aws.cloudwatch.MetricAlarm(
        queue_alarm._name + "-recovered",
        name=queue_alarm.name,
        ok_actions=[recovered.arn],
        alarm_actions=[topic.arn, recovered.arn],
    )

disk = aws.cloudwatch.MetricAlarm(
    "disk",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=1,
    metric_name="disk_used_percent",
    namespace="CWAgent",
    period=300,
    statistic="Average",
    threshold=90,
)
memory = aws.cloudwatch.MetricAlarm(
    "memory",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=1,
    metric_name="mem_used_percent",
    namespace="CWAgent",
    period=300,
    statistic="Average",
    threshold=90,
)
host_alarms = [disk]
host_alarms.append(memory)
for index, host_alarm in enumerate(host_alarms):
    pulumi.log.info(f"alarm {index}")
    aws.cloudwatch.MetricAlarm(
        f"host-{index}",
        name=host_alarm.name,
        insufficient_data_actions=[topic.arn],
        actions_enabled=True,
    )

pulumi.export("alarm_names", [alarm.name for alarm in queue_alarms])
