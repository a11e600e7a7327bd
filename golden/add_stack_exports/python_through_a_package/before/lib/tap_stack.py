"""The stack."""

import pulumi
import pulumi_aws as aws
from pulumi import ComponentResource, Output, ResourceOptions


class TapStack(ComponentResource):
    def __init__(self, name, environment_suffix="dev", opts=None):
        super().__init__("tap:stack:TapStack", name, None, opts)
        self.environment_suffix = environment_suffix
        self.region = "us-east-1"

        self.bucket = aws.s3.Bucket(
            f"data-{environment_suffix}", opts=ResourceOptions(parent=self)
        )
        self.bucket_name = self.bucket.id
        role = aws.iam.Role("role", assume_role_policy="{}")
        self.role_arn: Output[str] = role.arn
        self._queue = aws.sqs.Queue("queue")
        self.queue_url = self._queue.url
        self.console_url = Output.concat("https://", self.bucket_name)
        self.upper = self.bucket_name.apply(lambda name: name.upper())
        self.db_password = self._queue.id
        self._create_function(role)
        if environment_suffix == "prod":
            self.alarm_arn = aws.cloudwatch.MetricAlarm("alarm").arn
        self.local_name = f"data-{environment_suffix}"

        self.register_outputs(
            {
                "bucket_name": self.bucket_name,
                "region": self.region,
                "missing": "nothing",
            }
        )

    def _create_function(self, role):
        self.function = aws.lambda_.Function("fn", role=role.arn)

    def later(self):
        self.late = self.bucket.arn

    @property
    def bucket_arn_of_today(self) -> pulumi.Output[str]:
        return self.bucket.arn
