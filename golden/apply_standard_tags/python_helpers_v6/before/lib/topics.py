"""Topics."""

from pulumi_aws import sns

from .tags import standard_tags


def make_topic(name: str) -> sns.Topic:
    return sns.Topic(name, tags={"Name": name})


def make_tagged_topic(name: str) -> sns.Topic:
    return sns.Topic(name, tags=standard_tags)
