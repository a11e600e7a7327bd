import pulumi

from lib.tap_stack import TapStack

stack = TapStack("pipeline", environment_suffix="dev")

pulumi.export("role_arn", stack.lambda_role.arn)
