import pulumi_aws as aws
from lib.tags import standard_tags


def make_queue(name: str) -> aws.sqs.Queue:
    return aws.sqs.Queue(name, tags=standard_tags)
