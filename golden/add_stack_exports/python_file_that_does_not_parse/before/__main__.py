import pulumi
import pulumi_aws as aws


class Storage(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("acme:Storage", name)
        self.bucket = aws.s3.Bucket(name)


storage = Storage("storage")
pulumi.export("region", "us-east-1"

print("declared")
