from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws


@dataclass
class OrdersArgs:
    environment_suffix: str
    tags: dict[str, str] = field(default_factory=dict)


class Orders(pulumi.ComponentResource):
    def __init__(self, name: str, args: OrdersArgs):
        super().__init__("acme:index:Orders", name)
        self.queue = aws.sqs.Queue(
            f"orders-{args.environment_suffix}",
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
