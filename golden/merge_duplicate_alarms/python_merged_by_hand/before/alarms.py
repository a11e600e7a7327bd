"""Alarms that belong together in ways that are not known."""

from typing import Optional

import pulumi
import pulumi_aws as aws


class Alarms(pulumi.ComponentResource):
    """Alarms with actions that come later."""

    def __init__(
        self,
        name: str,
        topic_arn: pulumi.Input[str],
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("tap:stack:Alarms", name, None, opts)
        self.alarms = []
        self.topic_arn = topic_arn
        for metric in ["Errors", "Throttles"]:
            alarm = self.alarm(metric)
            self.alarms.append(alarm)
        self.subscribe()
        self.register_outputs({})

    def alarm(self, metric: str) -> aws.cloudwatch.MetricAlarm:
        """One alarm."""
        return aws.cloudwatch.MetricAlarm(
            f"alarm-{metric}",
            comparison_operator="GreaterThanThreshold",
            evaluation_periods=1,
            metric_name=metric,
            namespace="AWS/Lambda",
            period=60,
            statistic="Sum",
            threshold=0,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def subscribe(self) -> None:
        """Gives each alarm its actions."""
        for index, alarm in enumerate(self.alarms):
            aws.cloudwatch.MetricAlarm(
                f"alarm-action-{index}",
                name=alarm.name,
                alarm_actions=[self.topic_arn],
                opts=pulumi.ResourceOptions(parent=self),
            )
