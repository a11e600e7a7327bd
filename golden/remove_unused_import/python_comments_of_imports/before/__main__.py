"""The bucket of reports."""

# re -> the names of buckets
import re
import os, sys  # sys -> the platform

# What is typed.
from typing import List

# json and time are for later
import json
import time
from collections import (
    OrderedDict,
    # defaultdict: counts
    defaultdict,
)

import pulumi_aws as aws

aws.s3.Bucket(
    "reports",
    bucket=os.sep + time.strftime("%Y", time.gmtime(0)),
    tags=OrderedDict({"a": "b"}),
)
