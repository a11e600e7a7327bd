import pulumi
import pulumi_aws as aws
from network import subnet

key = aws.kms.Key("orders", description="orders")
# Reports ask for it under this name.
alias = aws.kms.Alias("orders", target_key_id=key.id)  # behind it
alias_of_the_orders_key_for_reports: aws.kms.Alias = aws.kms.Alias(
    "orders-for-reports", target_key_id=key.id
)
alias_with_options = aws.kms.Alias(
    "orders-with-options",
    target_key_id=key.id,
    opts=pulumi.ResourceOptions(protect=True),
)


def queue_of(name: str) -> None:
    queue = aws.sqs.Queue(name)
    if len(name) > 3:
        dead = aws.sqs.Queue(f"{name}-dead", opts=pulumi.ResourceOptions(parent=queue))


for name in ["a", "b"]:
    topic = aws.sns.Topic(name)

queue_of("emails")


class Tables(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("acme:index:Tables", name, None, opts)
        table = aws.dynamodb.Table(
            f"{name}-orders",
            hash_key="id",
            billing_mode="PAY_PER_REQUEST",
            attributes=[{"name": "id", "type": "S"}],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


Tables("tables")
pulumi.export("subnet", subnet.id)
