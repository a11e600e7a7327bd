import pulumi_aws as aws

hot_bucket = aws.s3.Bucket("hot")
