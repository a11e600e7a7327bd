#!/usr/bin/env python3
"""Everything that the shop needs."""

from __future__ import annotations

import json
import os, sys
import os.path
from typing import Any, Optional, TYPE_CHECKING

# Pulumi and its provider.
import pulumi
import pulumi_aws as aws
from pulumi_aws import lambda_, s3
from pulumi_aws.s3 import (
    Bucket,
    BucketPolicy,
)
from collections import OrderedDict  # for the tags

bucket: Optional[Bucket] = s3.Bucket("shop", tags={"path": sys.prefix})

pulumi.export("arn", bucket.arn if bucket else None)
