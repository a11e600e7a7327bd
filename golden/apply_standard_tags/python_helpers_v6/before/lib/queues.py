import pulumi_aws as aws


def make_queue(name: str) -> aws.sqs.Queue:
    return aws.sqs.Queue(name)
