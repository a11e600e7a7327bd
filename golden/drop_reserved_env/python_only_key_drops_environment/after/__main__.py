"""Rotates the database password."""

import pulumi
import pulumi_aws as aws

region = aws.get_region().name
role = aws.iam.Role.get("service", "rotation-service")
secret = aws.secretsmanager.Secret("database-password")

rotation = aws.lambda_.Function(
    "rotate-password",
    runtime="python3.12",
    handler="rotate.main",
    role=role.arn,
    code=pulumi.FileArchive("./rotation"),
    timeout=120,
)

cleanup = aws.lambda_.Function(
    "remove-old-passwords",
    runtime="python3.12",
    handler="cleanup.main",
    role=role.arn,
    code=pulumi.FileArchive("./rotation"),
    opts=pulumi.ResourceOptions(depends_on=[rotation]),
)

aws.secretsmanager.SecretRotation(
    "database-password",
    secret_id=secret.id,
    rotation_lambda_arn=rotation.arn,
    rotation_rules={"automatically_after_days": 30},
)

pulumi.export("console", f"https://{region}.console.aws.amazon.com/secretsmanager")
