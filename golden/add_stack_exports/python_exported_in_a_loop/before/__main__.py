import pulumi
from lib.tap_stack import TapStack

stack = TapStack("tap")
outputs = {}
outputs["bucket"] = stack.bucket_name
for key, value in outputs.items():
    pulumi.export(key, value)
