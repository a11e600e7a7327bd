import pulumi
from lib import tap_stack

pulumi.export('bucket_name', 'mine')
stack = tap_stack.TapStack('tap')
pulumi.export('region', 'us-east-1')  # of all

print('declared')
