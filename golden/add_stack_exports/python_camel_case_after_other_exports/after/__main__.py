import pulumi
from lib import tap_stack

pulumi.export('bucket_name', 'mine')
stack = tap_stack.TapStack('tap')
pulumi.export('region', 'us-east-1')  # of all
pulumi.export('stackRegion', stack.region)
pulumi.export('bucketArn', stack.bucket.arn)
pulumi.export('bucketName', stack.bucket_name)
pulumi.export('roleArn', stack.role_arn)
pulumi.export('queueUrl', stack.queue_url)
pulumi.export('consoleUrl', stack.console_url)
pulumi.export('upper', stack.upper)
pulumi.export('functionArn', stack.function.arn)
pulumi.export('functionName', stack.function.name)
pulumi.export('bucketArnOfToday', stack.bucket_arn_of_today)

print('declared')
