import pulumi
import pulumi_aws as aws

import dynamic
import stores
from listed import *
from stores import archive
from taken import bucket as taken_bucket

read = aws.s3.Bucket("read")
pulumi.export("arn", read.arn)
formatted = aws.s3.Bucket("formatted")
pulumi.log.info(f"{formatted}")

# Given another value.
again = aws.s3.Bucket("again")
again = aws.s3.Bucket("again-2")
summed = aws.s3.Bucket("summed")
del summed

# A part of it, or more than one name.
one, other = aws.s3.Bucket("one"), aws.s3.Bucket("other")
both = same = aws.s3.Bucket("both")
pulumi.export("same", same.id)
if walrus := aws.s3.Bucket("walrus"):
    pulumi.export("walrus", walrus.id)

# Nobody is meant to read it.
_ = aws.s3.Bucket("nobody")
_kept = aws.s3.Bucket("kept")


def silenced():
    bucket = aws.s3.Bucket("silenced")  # noqa: F841
    # pylint: disable-next=unused-variable
    other = aws.s3.Bucket("other-silenced")
    return None


def shared():
    global current
    current = aws.s3.Bucket("current")


class Settings:
    bucket = aws.s3.Bucket("class")

    def __init__(self):
        self.member = aws.s3.Bucket("member")


silenced()
shared()
pulumi.export("class", Settings.bucket.id)
pulumi.export("archive", archive.archived.id)
pulumi.export("module", stores.hot.hot_bucket.id)
pulumi.export("taken", taken_bucket.id)
aws.s3.Bucket("bare")
