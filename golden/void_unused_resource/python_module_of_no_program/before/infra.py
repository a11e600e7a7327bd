import pulumi_aws as aws

bucket = aws.s3.Bucket("bucket")


def queue(name):
    dead = aws.sqs.Queue(name)
