import pulumi
from pulumi_aws import s3
from pulumi_aws.s3 import (
    BucketLifecycleConfigurationV2,
    BucketLifecycleConfigurationV2RuleArgs,
    BucketLifecycleConfigurationV2RuleExpirationArgs,
)

logs = s3.BucketV2(
    'logs',
    lifecycle_rules=[
        {
            'id': 'all',
            'enabled': True,
            'expirations': [{'days': 30}],
        },
    ],
    tags={
        'Owner': 'platform',
        'Team': 'data',
    },
)

bucket = s3.BucketV2('access-logs')
BucketLifecycleConfigurationV2(
    'access',
    bucket=bucket.id,
    rules=[
        BucketLifecycleConfigurationV2RuleArgs(
            id='all',
            status='Enabled',
            expiration=BucketLifecycleConfigurationV2RuleExpirationArgs(days=10),
        ),
    ],
)

pulumi.export('names', [logs.bucket, bucket.bucket])
