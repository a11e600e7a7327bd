import pulumi
import pulumi_aws as aws
from network import subnet

key = aws.kms.Key("orders", description="orders")
# Reports ask for it under this name.
aws.kms.Alias("orders", target_key_id=key.id)  # behind it
aws.kms.Alias("orders-for-reports", target_key_id=key.id)
aws.kms.Alias(
    "orders-with-options",
    target_key_id=key.id,
    opts=pulumi.ResourceOptions(protect=True),
)


def queue_of(name: str) -> None:
    queue = aws.sqs.Queue(name)
    if len(name) > 3:
        aws.sqs.Queue(f"{name}-dead", opts=pulumi.ResourceOptions(parent=queue))


for name in ["a", "b"]:
    aws.sns.Topic(name)

queue_of("emails")


class Tables(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("acme:index:Tables", name, None, opts)
        aws.dynamodb.Table(
            f"{name}-orders",
            hash_key="id",
            billing_mode="PAY_PER_REQUEST",
            attributes=[{"name": "id", "type": "S"}],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


Tables("tables")
pulumi.export("subnet", subnet.id)
