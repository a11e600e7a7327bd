import pulumi
import pulumi_aws as aws

stage = pulumi.get_stack()
role = "arn:aws:iam::123456789012:role/jobs"

steps = [{"name": "check", "memory": 128}, {"name": "book", "memory": 256}]

# One function for each step.
functions = []
for step in steps:
    function = aws.lambda_.Function(
        f"step-{step['name']}-{stage}",
        role=role,
        runtime="python3.12",
        handler="main.handler",
        code=pulumi.FileArchive("./steps"),
        memory_size=step["memory"],
        environment={"variables": {"STAGE": stage}},
    )
    functions.append(function)

for name in ["mail", "push"]:
    aws.lambda_.Function(
        name,
        role=role,
        runtime="python3.12",
        handler="main.handler",
        code=pulumi.FileArchive("./ways"),
        environment={"variables": {"WAY": name}},
    )
