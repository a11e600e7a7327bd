"""Limits that a stack may set."""

from dataclasses import dataclass
from typing import Optional

import pulumi
import pulumi_aws as aws


@dataclass
class Limits:
    """What a stack may choose."""

    send: Optional[int] = None
    render: Optional[int] = None


config = pulumi.Config()
limits = Limits(send=config.get_int("send"))
role = aws.iam.Role.get("service", "mailer-service")
render_concurrency = limits.render or 10

send = aws.lambda_.Function(
    "send",
    runtime="python3.12",
    handler="send.main",
    role=role.arn,
    code=pulumi.FileArchive("./mailer"),
    reserved_concurrent_executions=limits.send or 10,
)

render = aws.lambda_.Function(
    "render",
    runtime="python3.12",
    handler="render.main",
    role=role.arn,
    code=pulumi.FileArchive("./mailer"),
    reserved_concurrent_executions=render_concurrency,
)

archive = aws.lambda_.Function(
    "archive",
    runtime="python3.12",
    handler="archive.main",
    role=role.arn,
    code=pulumi.FileArchive("./mailer"),
    reserved_concurrent_executions=config.get_int("archiveConcurrency") or 10,
)

pulumi.export("functions", [send.name, render.name, archive.name])
