#!/usr/bin/env python3
"""Everything that the shop needs."""

from __future__ import annotations

import sys
from typing import Optional

# Pulumi and its provider.
import pulumi
from pulumi_aws import s3
from pulumi_aws.s3 import (
    Bucket,
)

bucket: Optional[Bucket] = s3.Bucket("shop", tags={"path": sys.prefix})

pulumi.export("arn", bucket.arn if bucket else None)
