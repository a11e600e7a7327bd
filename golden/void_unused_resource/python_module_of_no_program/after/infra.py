import pulumi_aws as aws

bucket = aws.s3.Bucket("bucket")


def queue(name):
    aws.sqs.Queue(name)
