import pulumi
import pulumi_aws as aws


def make_queue(name: str) -> aws.sqs.Queue:
    return aws.sqs.Queue(name)


class Topics(pulumi.ComponentResource):
    def __init__(self, name: str):
        super().__init__("shop:topics:Topics", name)
        self.news = aws.sns.Topic(
            f"{name}-news",
            tags={"Name": "news"},
            opts=pulumi.ResourceOptions(parent=self),
        )


make_queue("orders")
Topics("topics")
