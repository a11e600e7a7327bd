"""The bucket of reports."""

import os

# json and time are for later
import time
from collections import (
    OrderedDict,
)

import pulumi_aws as aws

aws.s3.Bucket("reports", bucket=os.sep + str(time.time()), tags=OrderedDict({"a": "b"}))
