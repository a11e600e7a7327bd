"""A component with a dashboard of its own."""

from typing import Optional

import pulumi
from pulumi_aws import cloudwatch, ecs, lb


class Shop(pulumi.ComponentResource):
    """A cluster behind a load balancer."""

    def __init__(self, name: str, opts: Optional[pulumi.ResourceOptions] = None):
        super().__init__("shop:index:Shop", name, None, opts)
        self.shop_cluster = ecs.Cluster(name, opts=pulumi.ResourceOptions(parent=self))
        self.balancer = lb.LoadBalancer(
            name,
            subnets=["subnet-1", "subnet-2"],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.dashboard = cloudwatch.Dashboard(
            name,
            dashboard_name=name,
            dashboard_body=pulumi.Output.json_dumps(
                {
                    "widgets": [
                        {
                            "type": "metric",
                            "properties": {
                                "metrics": [
                                    ["AWS/ECS", "MemoryUtilization"],
                                    [
                                        "AWS/ApplicationELB",
                                        "HTTPCode_Target_5XX_Count",
                                        {"stat": "Sum"},
                                    ],
                                ],
                                "region": "us-east-1",
                            },
                        }
                    ]
                }
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"dashboard": self.dashboard.dashboard_arn})
