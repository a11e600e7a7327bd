import pulumi

from lib.orders import Orders, OrdersArgs

config = pulumi.Config()
environment_suffix = config.get("environmentSuffix") or "dev"
tags = {"Environment": "production", "Team": "orders"}

orders = Orders("orders", OrdersArgs(environment_suffix=environment_suffix, tags=tags))

pulumi.export("queue_url", orders.queue.url)
