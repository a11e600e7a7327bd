import pulumi
import pulumi_aws as aws


class TapStack(pulumi.ComponentResource):
    def __init__(self, name, args, opts=None):
        super().__init__("tap:stack:TapStack", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        key = aws.kms.Key("key", opts=child)
        bucket = aws.s3.Bucket("audit", opts=child)
        self.bucket_name = bucket.bucket

        self.register_outputs(
            {
                "bucket_name": self.bucket_name,
                # Who reads needs it.
                "bucketArn": bucket.arn,
                "key_id": key.id,  # not the key itself
                "zones": args["zones"],
            }
        )


class Typed(pulumi.ComponentResource):
    queue_url: pulumi.Output[str]

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("tap:stack:Typed", name, None, opts)
        queue = aws.sqs.Queue(name, opts=pulumi.ResourceOptions(parent=self))
        self.queue_url = queue.url
        self.register_outputs({"queue_url": self.queue_url, "arn": queue.arn})


class Annotated(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("tap:stack:Annotated", name, None, opts)
        topic = aws.sns.Topic(name, opts=pulumi.ResourceOptions(parent=self))
        self.topic: aws.sns.Topic = topic
        self.register_outputs({"topic_arn": topic.arn, "topic": self.topic})


class Branched(pulumi.ComponentResource):
    def __init__(self, name: str, versioned: bool = False) -> None:
        super().__init__("tap:stack:Branched", name)
        bucket = aws.s3.Bucket(name, opts=pulumi.ResourceOptions(parent=self))
        if versioned:
            self.versioned = bucket.arn
        self.register_outputs({"bucket_arn": bucket.arn})


TapStack("tap", {"zones": ["a"]})
Branched("branched")
Typed("typed")
Annotated("annotated")
