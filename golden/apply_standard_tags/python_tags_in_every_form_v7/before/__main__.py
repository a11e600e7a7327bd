import pulumi
import pulumi_aws as aws

config = pulumi.Config()
environment = config.require("environment")

common_tags = {"Owner": "platform"}
more_tags = {
    **common_tags,
    "Team": "payments",
}

none = aws.sqs.Queue("none")
empty_tags = aws.sqs.Queue("empty-tags", tags={})
in_place = aws.sqs.Queue("in-place", tags={"Name": "in-place"})
on_lines = aws.sqs.Queue(
    "on-lines",
    tags={
        # What it is called.
        "Name": "on-lines",
        "ManagedBy": "hand",
    },
    opts=pulumi.ResourceOptions(protect=True),
)
named = aws.sqs.Queue("named", tags=common_tags)
spread = aws.sqs.Queue("spread", tags={**more_tags, "Name": "spread"})
args = aws.sqs.Queue("args", aws.sqs.QueueArgs(tags=dict(Name="args")))

# What is not known to be a dict, or is none.
output = aws.sqs.Queue("output", tags=pulumi.Output.from_input({"Name": "output"}))
either = aws.sqs.Queue("either", tags=common_tags | {"Name": "either"})
group = aws.autoscaling.Group("group", max_size=1, min_size=1)

for name in ["red", "blue"]:
    aws.sns.Topic(name)

queues = [none, empty_tags, in_place, on_lines, named, spread, args, output, either]
pulumi.export("queues", [queue.arn for queue in queues])
pulumi.export("group", group.arn)
