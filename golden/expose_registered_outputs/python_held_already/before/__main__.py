import pulumi
import pulumi_aws as aws


class Base(pulumi.ComponentResource):
    def __init__(self, kind, name, opts=None):
        super().__init__(kind, name, None, opts)
        self.created = "today"


class Store(Base):
    owner = "me"

    def __init__(self, name, opts=None):
        super().__init__("acme:index:Store", name, opts)
        self._build(name)
        self.register_outputs(
            {
                "bucketArn": self.bucket_arn,
                "owner": self.owner,
                "created": self.created,
                "url": self.url,
                "address": self.url,
                "s3Arn": self.bucket_arn,
            }
        )

    def _build(self, name):
        bucket = aws.s3.Bucket(name, opts=pulumi.ResourceOptions(parent=self))
        self.bucket_arn = bucket.arn

    @property
    def url(self) -> str:
        return "https://example.com"


class Plain:
    def register_outputs(self, outputs):
        return outputs

    def run(self):
        return self.register_outputs({"x": 1})


Store("store")
Plain().run()
