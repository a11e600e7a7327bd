"""Everything that the shop needs."""

import os
from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws
from pulumi_aws import lambda_ as lambda_
from names import json
from names import aws as provider
import base64  # noqa: F401
import hashlib  # noqa
import network

if TYPE_CHECKING:
    from pulumi_aws.s3 import Bucket

try:
    import zlib
except ImportError:
    zlib = None


def arn(bucket: "Bucket", topic: "aws.sns.Topic", *args: "Any") -> "pulumi.Output":
    """The name of a thing."""
    import uuid

    return bucket.arn


pulumi.export("provider", json.dumps({"cwd": os.getcwd(), "name": provider.__name__}))
