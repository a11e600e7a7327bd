from typing import Optional

import pulumi
import pulumi_aws as aws


class TapStack(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        environment_suffix: Optional[str] = None,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("tap:stack:TapStack", name, None, opts)
        suffix = environment_suffix or "dev"
        environment_suffix = suffix

        common_tags = {
            "Environment": "production",
            "Team": "payments",
        }
        aws.s3.Bucket(
            f"{name}-{suffix}",
            tags={**common_tags, "Name": "data"},
            opts=pulumi.ResourceOptions(parent=self),
        )


class Queues(pulumi.ComponentResource):
    def __init__(self, name: str):
        super().__init__("tap:queues:Queues", name)
        config = pulumi.Config()
        environment_suffix = config.get("environmentSuffix") or "dev"
        common_tags = {"Environment": "production", "Team": "payments"}
        for queue in ["orders", "returns"]:
            aws.sqs.Queue(
                f"{queue}-{environment_suffix}",
                tags=common_tags | {"Name": queue},
                opts=pulumi.ResourceOptions(parent=self),
            )
        aws.sns.Topic(
            f"{name}-{environment_suffix}",
            aws.sns.TopicArgs(tags={"env": 'prod', "Team": "payments"}),
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.Provider(
            "west",
            region="us-west-2",
            default_tags=aws.ProviderDefaultTagsArgs(
                tags={"Environment": "production"},
            ),
        )
        merged = dict(common_tags, Environment="prod")
        aws.sns.Topic(f"{name}-merged", tags=merged)
