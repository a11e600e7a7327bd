import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "service")

orders = aws.lambda_.Function(
    "orders",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.FileArchive("./lambda/orders"),
)

mails = aws.lambda_.Function(
    "mails",
    aws.lambda_.FunctionArgs(
        runtime="nodejs20.x",
        handler="index.handler",
        role=role.arn,
        code=pulumi.FileArchive("./lambda/mails"),
    ),
)


def probe(name: str) -> aws.lambda_.Function:
    return aws.lambda_.Function(
        f"{name}-probe",
        runtime="python3.12",
        handler="probe.handler",
        role=role.arn,
        # Nobody reads what it returns.
        # the first
        code=pulumi.FileArchive("./lambda/probe"),
    )


pulumi.export("probes", [probe(name).arn for name in ["a", "b"]])
pulumi.export("arns", [orders.arn, mails.arn])
