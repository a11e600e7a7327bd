"""Names that the program takes from here."""

import json
import pulumi_aws as aws

__all__ = ["Bucket"] + ["Queue"]
from pulumi_aws.s3 import Bucket
from pulumi_aws.sqs import Queue
