import pulumi_aws as aws

everything = aws.s3.Bucket("everything")
