import pulumi_aws as aws

from . import hot

shown = aws.s3.Bucket("shown")
