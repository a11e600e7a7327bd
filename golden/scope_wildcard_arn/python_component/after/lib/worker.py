from typing import Optional

import pulumi
import pulumi_aws as aws


class Worker(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        tables: list[str],
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("acme:worker:Worker", name, None, opts)
        self.role = aws.iam.Role(
            f"{name}-role",
            assume_role_policy='{"Version": "2012-10-17", "Statement": []}',
            opts=pulumi.ResourceOptions(parent=self),
        )
        current_region = aws.get_region_output(opts=pulumi.InvokeOptions(parent=self))
        caller_identity = aws.get_caller_identity_output(
            opts=pulumi.InvokeOptions(parent=self)
        )
        for table in tables:
            aws.iam.RolePolicy(
                f"{name}-{table}",
                role=self.role.id,
                policy=pulumi.Output.json_dumps(
                    {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Action": ["dynamodb:GetItem"],
                                "Resource": pulumi.Output.concat(
                                    "arn:aws:dynamodb:",
                                    current_region.region,
                                    ":",
                                    caller_identity.account_id,
                                    ":table/",
                                    str(table),
                                ),
                            },
                            {
                                "Effect": "Allow",
                                "Action": ["logs:PutLogEvents"],
                                "Resource": pulumi.Output.concat(
                                    "arn:aws:logs:",
                                    current_region.region,
                                    ":",
                                    caller_identity.account_id,
                                    ":*",
                                ),
                            },
                        ],
                    }
                ),
                opts=pulumi.ResourceOptions(parent=self),
            )
        self.register_outputs({})
