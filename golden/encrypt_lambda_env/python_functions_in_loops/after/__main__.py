import pulumi
import pulumi_aws as aws

stage = pulumi.get_stack()
role = "arn:aws:iam::123456789012:role/jobs"

steps = [{"name": "check", "memory": 128}, {"name": "book", "memory": 256}]

# One function for each step.
functions = []
env_key = aws.kms.Key(
    f"step-{stage}-env-key",
    description="Environment variables of Lambda functions",
    deletion_window_in_days=7,
    enable_key_rotation=True,
)
aws.kms.Alias(
    f"step-{stage}-env-key-alias",
    target_key_id=env_key.key_id,
)
for step in steps:
    function = aws.lambda_.Function(
        f"step-{step['name']}-{stage}",
        role=role,
        runtime="python3.12",
        handler="main.handler",
        code=pulumi.FileArchive("./steps"),
        memory_size=step["memory"],
        environment={"variables": {"STAGE": stage}},
        kms_key_arn=env_key.arn,
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
        kms_key_arn=env_key.arn,
    )
