from dataclasses import dataclass
from typing import Optional

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True)
class QueueSettings:
    fifo: bool
    environment_suffix: Optional[str] = None


class Queues(pulumi.ComponentResource):
    def __init__(self, name: str, settings: QueueSettings):
        super().__init__("tap:queues:Queues", name)
        self.queue = aws.sqs.Queue(
            f"{name}-{settings.environment_suffix}",
            fifo_queue=settings.fifo,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})
