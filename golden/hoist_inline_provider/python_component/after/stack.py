from typing import Optional

from pulumi import ComponentResource, ResourceOptions
from pulumi_aws import Provider, s3


class Site(ComponentResource):
    def __init__(self, name: str, opts: Optional[ResourceOptions] = None):
        super().__init__("acme:web:Site", name, None, opts)
        west_provider = Provider(
            f"{name}-west", region="us-west-2", opts=ResourceOptions(parent=self)
        )
        self.bucket = s3.Bucket(
            f"{name}-bucket",
            opts=ResourceOptions(
                parent=self,
                provider=west_provider,
            ),
        )
        self.logs = s3.Bucket(
            f"{name}-logs",
            opts=ResourceOptions.merge(
                opts,
                ResourceOptions(
                    parent=self,
                    provider=west_provider,
                ),
            ),
        )
        self.register_outputs({})
