"""Numbers that need no lowering, and numbers that mean something else."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
role = aws.iam.Role.get("service", "limits-service")
archive = pulumi.FileArchive("./functions")
LIMITS = {"paused": 0, "unlimited": -1}


class Function:
    """A worker of the local emulator."""

    def __init__(self, name: str, reserved_concurrent_executions: int):
        self.name = name
        self.reserved_concurrent_executions = reserved_concurrent_executions


local = Function("local", reserved_concurrent_executions=100)

for name, reserved in LIMITS.items():
    aws.lambda_.Function(
        name,
        runtime="python3.12",
        handler=f"{name}.main",
        role=role.arn,
        code=archive,
        reserved_concurrent_executions=reserved,
    )

paused = aws.lambda_.Function(
    "paused-by-hand",
    runtime="python3.12",
    handler="paused.main",
    role=role.arn,
    code=archive,
    timeout=100,
    reserved_concurrent_executions=0,
)

unlimited = aws.lambda_.Function(
    "unlimited-by-hand",
    runtime="python3.12",
    handler="unlimited.main",
    role=role.arn,
    code=archive,
    reserved_concurrent_executions=-1,
)

ten = aws.lambda_.Function(
    "ten",
    runtime="python3.12",
    handler="ten.main",
    role=role.arn,
    code=archive,
    memory_size=1_024,
    reserved_concurrent_executions=10,
)

configured = aws.lambda_.Function(
    "configured",
    runtime="python3.12",
    handler="configured.main",
    role=role.arn,
    code=archive,
    reserved_concurrent_executions=config.require_int("reservedConcurrency"),
)

pulumi.export("reserved_concurrent_executions", 100)
