"""Arguments that are passed as one object."""

import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "quotes-service")

quotes = aws.lambda_.Function(
    "quotes",
    aws.lambda_.FunctionArgs(
        runtime="python3.12",
        handler="quotes.main",
        role=role.arn,
        code=pulumi.FileArchive("./quotes"),
        environment=aws.lambda_.FunctionEnvironmentArgs(
            variables={
                "CURRENCY": "EUR",
            },
        ),
    ),
    pulumi.ResourceOptions(protect=True),
)

history_args = aws.lambda_.FunctionArgs(
    runtime="python3.12",
    handler="history.main",
    role=role.arn,
    code=pulumi.FileArchive("./quotes"),
    memory_size=512,
)
history = aws.lambda_.Function("quotes-history", history_args)

pulumi.export("arns", [quotes.arn, history.arn])
