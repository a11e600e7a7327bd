import json
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
        for table in tables:
            aws.iam.RolePolicy(
                f"{name}-{table}",
                role=self.role.id,
                policy=json.dumps(
                    {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Action": ["dynamodb:GetItem"],
                                "Resource": f"arn:aws:dynamodb:*:*:table/{table}",
                            },
                            {
                                "Effect": "Allow",
                                "Action": ["logs:PutLogEvents"],
                                "Resource": "arn:aws:logs:*:*:*",
                            },
                        ],
                    }
                ),
                opts=pulumi.ResourceOptions(parent=self),
            )
        self.register_outputs({})
