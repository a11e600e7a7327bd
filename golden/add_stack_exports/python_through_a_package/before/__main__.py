"""The program."""

from __future__ import annotations

import os

from lib import TapStack

environment_suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")

TapStack(name="tap-stack-of-orders", environment_suffix=environment_suffix, opts=None)
