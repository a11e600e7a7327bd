import pulumi
import pulumi_aws as aws


class Topics(pulumi.ComponentResource):
    def __init__(self, name: str, environment_suffix: str = "dev"):
        super().__init__("acme:app:Topics", name)
        aws.sns.Topic(f"{name}-{environment_suffix}")


# A number of its own, not the text that a component takes.
environment_suffix = 12

Topics("topics")
Topics("other", f"pr{environment_suffix}")
