import pulumi
from pulumi_aws import s3
from pulumi_aws.s3 import (
    BucketLifecycleConfigurationV2,
    BucketLifecycleConfigurationV2RuleTransitionArgs,
    BucketLifecycleConfigurationV2RuleArgs,
    BucketLifecycleConfigurationV2RuleExpirationArgs,
)

logs = s3.BucketV2(
    'logs',
    lifecycle_rules=[
        {
            'id': 'all',
            'enabled': True,
            'expirations': [{'days': 90}],
            'transitions': [
                {'days': 30, 'storage_class': 'STANDARD_IA'},
                {'days': 60, 'storage_class': 'GLACIER'},
            ],
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
            expiration=BucketLifecycleConfigurationV2RuleExpirationArgs(days=90),
            transitions=[
                BucketLifecycleConfigurationV2RuleTransitionArgs(
                    days=30, storage_class='STANDARD_IA'
                ),
                BucketLifecycleConfigurationV2RuleTransitionArgs(
                    days=60, storage_class='GLACIER'
                ),
            ],
        ),
    ],
)

pulumi.export('names', [logs.bucket, bucket.bucket])
