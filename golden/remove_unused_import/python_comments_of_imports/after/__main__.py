"""The bucket of reports."""

import os

# json and time are for later
import time
from collections import (
    OrderedDict,
)

import pulumi_aws as aws

aws.s3.Bucket(
    "reports",
    bucket=os.sep + time.strftime("%Y", time.gmtime(0)),
    tags=OrderedDict({"a": "b"}),
)
