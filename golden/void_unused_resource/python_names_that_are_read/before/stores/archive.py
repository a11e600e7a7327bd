import pulumi_aws as aws

__all__ = ["public"]

archived = aws.s3.Bucket("archived")
public = aws.s3.Bucket("public")
