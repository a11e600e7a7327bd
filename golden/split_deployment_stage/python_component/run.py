import pulumi
import pulumi_aws as aws
from tap_stack import TapStack

stack = TapStack("tap", "test", aws.lambda_.Function.get("handler", "handler"))
pulumi.export("url", stack.url)
