import os
import re
from dataclasses import dataclass
from typing import Literal

import pulumi
import pulumi_aws as aws

config = pulumi.Config()

environment_suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")
if not re.match(r"^[a-z0-9]+$", environment_suffix):
    raise ValueError("invalid suffix")
aws.sqs.Queue(f"a-{environment_suffix}")


@dataclass
class Settings:
    environment_suffix: str

    def __post_init__(self):
        if len(self.environment_suffix) > 10:
            raise ValueError("too long")


def asserted(environment_suffix: str):
    assert environment_suffix.isalnum()
    return aws.sqs.Queue(f"b-{environment_suffix}")


def listed(environment: Literal["dev", "prod"]):
    return aws.sqs.Queue(f"c-{environment}")


def validated(settings: Settings):
    return aws.sqs.Queue(f"d-{settings.environment_suffix}")


asserted("dev")
listed("dev")
validated(Settings("dev"))

# It is in no name.
environment = config.require("environment")
aws.sqs.Queue("e", tags={"Environment": environment})
