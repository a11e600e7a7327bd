"""The functions of the pipeline as a component."""

from typing import Optional

import pulumi
import pulumi_aws as aws


class Pipeline(pulumi.ComponentResource):
    """One function for each stage, all with the same role."""

    def __init__(
        self,
        name: str,
        environment_suffix: str,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("example:pipeline:Pipeline", name, None, opts)

        self.lambda_role = aws.iam.Role.get("service", "pipeline-service")
        self.functions: dict[str, aws.lambda_.Function] = {}
        configs = [
            {"name": "ingest", "handler": "ingest.handler"},
            {"name": "process", "handler": "process.handler"},
            {"name": "store", "handler": "store.handler"},
        ]

        for config in configs:
            function = aws.lambda_.Function(
                f"lambda-{config['name']}-{environment_suffix}",
                name=f"pipeline-{config['name']}-{environment_suffix}",
                runtime="python3.11",
                handler=config["handler"],
                role=self.lambda_role.arn,
                code=pulumi.FileArchive("./lambda"),
                reserved_concurrent_executions=10,
                memory_size=3008,
                opts=pulumi.ResourceOptions(parent=self),
            )
            self.functions[config["name"]] = function

        self.register_outputs({})
