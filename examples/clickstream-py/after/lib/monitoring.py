"""Who is told when a step of the pipeline fails."""

import re
from typing import List, Optional

import pulumi
import pulumi_aws as aws


class MonitoringStack(pulumi.ComponentResource):
    """A topic, and the alarms that write to it."""

    def __init__(
        self,
        name: str,
        environment_suffix: str,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("clickstream:index:MonitoringStack", name, None, opts)

        if not re.fullmatch(r"^[a-z0-9-]+$", environment_suffix):
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must contain only lowercase letters, numbers, and hyphens"
            )
        if len(environment_suffix) > 20:
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must be 20 characters or less"
            )

        child_opts = pulumi.ResourceOptions(parent=self)

        common_tags = {
            "Project": "clickstream",
            "Environment": environment_suffix,
            "ManagedBy": "pulumi",
        }

        self.alarm_topic = aws.sns.Topic(
            f"alarms-{environment_suffix}",
            name=f"clickstream-alarms-{environment_suffix}",
            tags={**common_tags, "Name": f"alarms-{environment_suffix}"},
            opts=child_opts,
        )

        # Create CloudWatch alarms for monitoring (batched)
        alarm_configs = [
            {"name": "errors", "metric": "Errors", "threshold": 5},
            {"name": "throttles", "metric": "Throttles", "threshold": 10},
            {"name": "duration", "metric": "Duration", "threshold": 60000},
        ]

        self.alarms: List[aws.cloudwatch.MetricAlarm] = []
        for config in alarm_configs:
            alarm = aws.cloudwatch.MetricAlarm(
                f"alarm-{config['name']}-{environment_suffix}",
                name=f"pipeline-{config['name']}-{environment_suffix}",
                comparison_operator="GreaterThanThreshold",
                evaluation_periods=2,
                metric_name=config["metric"],
                namespace="AWS/Lambda",
                period=300,
                statistic="Sum",
                threshold=config["threshold"],
                treat_missing_data="notBreaching",
                tags={
                    **common_tags,
                    "Name": f"alarm-{config['name']}-{environment_suffix}",
                },
                alarm_actions=[self.alarm_topic.arn],
                opts=child_opts,
            )
            self.alarms.append(alarm)

        self.register_outputs({"alarm_topic_arn": self.alarm_topic.arn})
