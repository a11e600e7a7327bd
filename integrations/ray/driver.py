"""Carries an `iacfix bulk` campaign with Ray: one task for each shard, and one report of all.

Owns which shard runs when, and how often. Never looks into a repository: that is what `iacfix` does, whose journal below
--state lets a shard that was interrupted, or whose machine is gone, go on where it was.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, deque
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

# Ray sends statistics about its use to its makers unless it is told not to, before it is imported.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray  # noqa: E402
from ray.exceptions import RayError  # noqa: E402

# Exit codes of `iacfix bulk` after which nothing is left to do: all is well, findings are left, a repository was refused.
DONE = (0, 1, 3)
FAILED = 2
INTERRUPTED = 130

# What a task returns is small; Ray would set a third of the memory aside for it.
OBJECT_STORE_BYTES = 128 * 1024 * 1024

# Seconds that a shard has to end what is under way when the driver is interrupted.
PATIENCE = 30


@dataclass(frozen=True)
class Campaign:
    """What every shard is told."""

    iacfix: str
    repositories: str
    shards: int
    state: Path
    folder: Path
    options: tuple[str, ...]

    def name(self, shard: int) -> str:
        return f"shard-{shard}-of-{self.shards}"

    def report(self, shard: int) -> Path:
        return self.state / "reports" / self.name(shard)

    def command(self, shard: int) -> list[str]:
        command = [self.iacfix, "bulk", "--repos", "-", "--resume"]
        command += ["--shard", f"{shard}/{self.shards}"]
        command += ["--work", str(self.state / "work" / self.name(shard))]
        command += ["--report", str(self.report(shard))]
        return command + list(self.options)


@dataclass(frozen=True)
class Ended:
    """How one attempt at a shard ended."""

    code: int
    said: str


def main() -> int:
    args = arguments()
    try:
        repositories = args.repos.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"--repos {args.repos}: cannot be read: {error}", file=sys.stderr)
        return FAILED
    campaign = Campaign(
        iacfix=args.iacfix,
        repositories=repositories,
        shards=args.shards,
        state=args.state.resolve(),
        folder=Path.cwd(),
        options=tuple(args.options),
    )
    try:
        connect(args)
        # Ray has a handler of its own, which does not wait for tasks.
        signal.signal(signal.SIGTERM, interrupt)
        unfinished = carry(campaign, args.at_once, args.attempts, args.cpus_per_shard)
    except KeyboardInterrupt:
        print("interrupted; the same command does what is left", file=sys.stderr)
        return INTERRUPTED
    finally:
        ray.shutdown()
    merged = merge(campaign, args.report)
    for shard in unfinished:
        print(f"{campaign.name(shard)} was given up", file=sys.stderr)
    return FAILED if unfinished else merged


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Carries an iacfix bulk campaign with Ray.",
        epilog="What follows -- are options of iacfix bulk; without --commit nothing is changed.",
    )
    add = parser.add_argument
    add("--repos", type=Path, required=True, help="repositories, one a line")
    add(
        "--state",
        type=Path,
        required=True,
        help="a folder of this campaign that all machines share",
    )
    add("--report", type=Path, required=True, help="the folder of the merged report")
    add("--shards", type=positive, default=8, help="parts of the campaign")
    add("--at-once", type=positive, default=4, help="shards under way at once, at most")
    add("--attempts", type=positive, default=3, help="attempts at a shard, at most")
    add("--cpus-per-shard", type=float, default=1, help="what Ray sets aside for one")
    add("--address", help="a Ray cluster; without one Ray runs on this machine alone")
    add("--num-cpus", type=positive, help="cores of this machine that Ray may use")
    add("--iacfix", default="iacfix", help="the program, on all machines")
    add("options", nargs="*", metavar="-- OPTIONS", help="options of iacfix bulk")
    return parser.parse_args()


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def connect(args: argparse.Namespace) -> None:
    if args.address:
        ray.init(address=args.address, log_to_driver=False)
    else:
        ray.init(
            address="local",
            num_cpus=args.num_cpus,
            include_dashboard=False,
            log_to_driver=False,
            object_store_memory=OBJECT_STORE_BYTES,
        )


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def carry(
    campaign: Campaign, at_once: int, attempts: int, cpus_per_shard: float
) -> list[int]:
    """Runs all shards, so many at once. Answers those in which something failed in every attempt."""
    # A task whose machine is gone is one that failed: it is tried again here, and counted.
    task = ray.remote(run_shard).options(num_cpus=cpus_per_shard, max_retries=0)
    waiting = deque(range(1, campaign.shards + 1))
    tried: Counter[int] = Counter()
    under_way: dict[ray.ObjectRef, int] = {}
    given_up: list[int] = []
    try:
        while waiting or under_way:
            while waiting and len(under_way) < at_once:
                shard = waiting.popleft()
                tried[shard] += 1
                under_way[task.remote(campaign, shard, tried[shard])] = shard
            done, _ = ray.wait(list(under_way), num_returns=1)
            shard = under_way.pop(done[0])
            ended = outcome(done[0])
            print(
                f"{campaign.name(shard)}: attempt {tried[shard]} ended with {ended.code}"
            )
            if ended.said:
                print(ended.said, end="" if ended.said.endswith("\n") else "\n")
            sys.stdout.flush()
            if ended.code in DONE:
                continue
            if tried[shard] < attempts:
                waiting.append(shard)
            else:
                given_up.append(shard)
    except KeyboardInterrupt:
        for reference in under_way:
            ray.cancel(reference)
        if under_way:
            ray.wait(list(under_way), num_returns=len(under_way), timeout=PATIENCE)
        raise
    return sorted(given_up)


def outcome(reference: ray.ObjectRef) -> Ended:
    try:
        return ray.get(reference)
    except RayError as error:
        return Ended(FAILED, str(error))


def run_shard(campaign: Campaign, shard: int, attempt: int) -> Ended:
    """The task: one attempt at a shard, on any machine."""
    if attempt > 1:
        # What failed for a while should have time to come back.
        time.sleep(min(2 ** (attempt - 1), 60))
    command = campaign.command(shard)
    # When a worker is killed its iacfix must not go on beside the next attempt.
    if setpriv := shutil.which("setpriv"):
        command = [setpriv, "--pdeathsig", "TERM", *command]
    process = subprocess.Popen(
        command,
        # Paths in the list are relative to where the driver was started.
        cwd=campaign.folder if campaign.folder.is_dir() else None,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    try:
        said, _ = process.communicate(campaign.repositories)
    except BaseException:
        # The driver was interrupted: iacfix ends what is under way, and writes down how far it is.
        process.terminate()
        process.communicate()
        raise
    return Ended(process.returncode, said)


def merge(campaign: Campaign, into: Path) -> int:
    """Merges the reports of all shards. Answers how `iacfix` ended."""
    folders = [
        campaign.report(shard)
        for shard in range(1, campaign.shards + 1)
        if (campaign.report(shard) / "summary.json").exists()
    ]
    if not folders:
        print("no shard has a report; there is nothing to merge", file=sys.stderr)
        return FAILED
    command = [campaign.iacfix, "bulk", "--report", str(into)]
    if "--exit-zero" in campaign.options:
        command.append("--exit-zero")
    command += ["--merge-reports", *map(str, folders)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
