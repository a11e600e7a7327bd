"""Alarms of a pipeline, and the topic that they speak to."""

from typing import Optional

import pulumi
import pulumi_aws as aws


class PipelineStack(pulumi.ComponentResource):
    """A topic and the alarms that speak to it."""

    def __init__(
        self,
        name: str,
        environment_suffix: str,
        common_tags: dict[str, str],
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("tap:stack:PipelineStack", name, None, opts)
        child_opts = pulumi.ResourceOptions(parent=self)

        self.alarm_topic = aws.sns.Topic(
            f"alarms-{environment_suffix}", tags=common_tags, opts=child_opts
        )

        # Create CloudWatch alarms for monitoring (batched using apply())
        alarm_configs = [
            {"name": "errors", "metric": "Errors", "threshold": 5},
            {"name": "throttles", "metric": "Throttles", "threshold": 1},
        ]

        self.alarms = []
        for config in alarm_configs:
            alarm = aws.cloudwatch.MetricAlarm(
                f"alarm-{config['name']}-{environment_suffix}",
                name=f"pipeline-{config['name']}-{environment_suffix}",
                comparison_operator="GreaterThanThreshold",
                evaluation_periods=2,
                metric_name=str(config["metric"]),
                namespace="AWS/Lambda",
                period=300,
                statistic="Sum",
                threshold=float(config["threshold"]),
                tags={
                    **common_tags,
                    "Name": f"alarm-{config['name']}-{environment_suffix}",
                },
                alarm_actions=[self.alarm_topic.arn],
                opts=child_opts,
            )
            self.alarms.append(alarm)

        self.register_outputs({"topic_arn": self.alarm_topic.arn})
