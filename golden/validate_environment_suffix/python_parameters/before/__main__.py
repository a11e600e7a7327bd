import pulumi
import pulumi_aws as aws


def queues(name: str, environment_suffix: str):
    """Makes a queue, and one for what nobody can read."""
    dead = aws.sqs.Queue(f"{name}-dead-{environment_suffix}")
    return aws.sqs.Queue(
        f"{name}-{environment_suffix}",
        redrive_policy=pulumi.Output.json_dumps(
            {"deadLetterTargetArn": dead.arn, "maxReceiveCount": 3}
        ),
    )


def topic(name, environment_suffix):
    return aws.sns.Topic(f"{name}-{environment_suffix}")


for suffix in ["blue", "green"]:
    queues("jobs", suffix)
topic("events", "blue")
