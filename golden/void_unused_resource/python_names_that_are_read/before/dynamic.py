import pulumi_aws as aws

seen = aws.s3.Bucket("seen")
NAMES = sorted(name for name in globals() if not name.startswith("_"))
