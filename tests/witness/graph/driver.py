"""Runs Pulumi programs in Python under Pulumi's own mocks, one after another, and records what they register.

    python3 driver.py <jobs.json> <records.jsonl>

A job is `{id, root, entry, config, watch}`; its record is `{id, resources, exports, error, missed}`, one a line, where
`missed` holds the lines that were not reached, by file, if the job is watched. Each program runs in a fork of this
process, which has imported the provider already. Nothing is judged here: values are written as they are sent to the
engine.
"""

import asyncio
import gc
import importlib
import json
import os
import re
import runpy
import signal
import sys
import traceback
import warnings

warnings.simplefilter("ignore")

import pulumi
from google.protobuf import json_format
from pulumi import _types
from pulumi.runtime import mocks, settings, stack

SECONDS_TO_SETTLE = 60
# The modules of the provider that many programs use.
MODULES = ("apigateway", "cloudwatch", "dynamodb", "ecs", "iam", "lambda_", "s3", "sns", "sqs")


def label(typ, name):
    """`aws:s3/bucket:Bucket` and `data` are `s3.Bucket(data)`; the Rust side writes the same."""
    found = re.match(r"^aws:(\w+)/\w+:(\w+)$", typ)
    return f"{found[1]}.{found[2]}({name})" if found else f"{typ}({name})"


# The outputs of a resource, by its label. The mocks need to know them, to give them a value.
OUTPUTS = {}
# The regions of the providers that the program declares, by id.
REGIONS = {}


def learn(operation):
    """Learns the outputs of each resource that `operation` registers."""

    def learning(res, typ, name, *args, **kwargs):
        types = _types.resource_types(type(res))
        # Python refuses a text where the provider says that it is something else.
        OUTPUTS[label(typ, name)] = [key for key, of in types.items() if _types.unwrap_type(of) is str]
        return operation(res, typ, name, *args, **kwargs)

    return learning


pulumi.resource.register_resource = learn(pulumi.resource.register_resource)
pulumi.resource.read_resource = learn(pulumi.resource.read_resource)

# What a program requires of its configuration is made up where the case does not say it.
MADE_UP = {
    "": lambda key: key,
    "_int": lambda _: "7",
    "_float": lambda _: "7",
    "_bool": lambda _: "true",
    "_object": lambda _: "{}",
}


def completed(method, value):
    """The method of the configuration, which finds something."""

    def require(self, key, *args):
        if self.get(key) is None:
            pulumi.runtime.set_config(self.full_key(key), value(key))
        return method(self, key, *args)

    return require


for kind, value in MADE_UP.items():
    for name in (f"require{kind}", f"require_secret{kind}"):
        setattr(pulumi.Config, name, completed(getattr(pulumi.Config, name), value))


class Mocks(mocks.Mocks):
    def new_resource(self, args):
        resource = label(args.typ, args.name)
        if args.typ == "pulumi:providers:aws":
            REGIONS[f"{resource}.id"] = args.inputs.get("region")
        made = {key: f"{resource}.{key}" for key in OUTPUTS.get(resource, [])}
        return args.resource_id or f"{resource}.id", {**made, **args.inputs}

    def call(self, args):
        region = REGIONS.get(args.provider.split("::")[-1]) or "us-east-1"
        return {**args.args, **answer(args.token, args.args, region)}


def answer(token, args, own_region):
    """What the provider's functions say."""
    if token == "aws:index/getRegion:getRegion":
        region = args.get("region") or args.get("name") or own_region
        endpoint = f"ec2.{region}.amazonaws.com"
        return {"id": region, "name": region, "region": region, "description": region, "endpoint": endpoint}
    if token == "aws:index/getCallerIdentity:getCallerIdentity":
        account = "123456789012"
        return {"id": account, "accountId": account, "arn": f"arn:aws:iam::{account}:root", "userId": "root"}
    if token == "aws:iam/getPolicyDocument:getPolicyDocument":
        return {"id": "policy", "json": json.dumps(args, sort_keys=True)}
    return {"id": token}


class Recorder(mocks.MockMonitor):
    def __init__(self):
        super().__init__(Mocks())
        self.requests = []
        self.outputs = {}

    def RegisterResource(self, request):
        self.requests.append(record(request, request.object))
        return super().RegisterResource(request)

    def ReadResource(self, request):
        self.requests.append({**record(request, request.properties), "read": request.id})
        return super().ReadResource(request)

    def RegisterResourceOutputs(self, request):
        self.outputs[request.urn] = plain(request.outputs)
        return super().RegisterResourceOutputs(request)


def plain(message):
    return json_format.MessageToDict(message)


def record(request, inputs):
    said = plain(request)
    options = {
        "provider": request.provider,
        "aliases": [alias.get("urn") or alias.get("spec") for alias in said.get("aliases", [])],
        "protect": said.get("protect"),
        "deleteBeforeReplace": said.get("deleteBeforeReplace") if said.get("deleteBeforeReplaceDefined") else None,
        "ignoreChanges": said.get("ignoreChanges"),
        "replaceOnChanges": said.get("replaceOnChanges"),
        "import": said.get("importId"),
        "retainOnDelete": said.get("retainOnDelete"),
        "deletedWith": said.get("deletedWith"),
        "additionalSecretOutputs": said.get("additionalSecretOutputs"),
        "customTimeouts": said.get("customTimeouts"),
    }
    return {
        "type": request.type,
        "name": request.name,
        "parent": request.parent,
        "inputs": plain(inputs),
        "dependencies": list(request.dependencies),
        "options": {key: value for key, value in options.items() if value},
    }


def run(job):
    """What the program of `job` registers."""
    monitor = Recorder()
    error = None
    root = job["root"]
    entry = os.path.join(root, job["entry"])
    os.chdir(root)
    os.environ["AWS_REGION"] = "us-east-1"
    sys.path.insert(0, os.path.dirname(entry))
    sys.argv = [entry]
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    mocks.set_mocks(Mocks(), "project", "stack", False, monitor=monitor, organization="organization")
    settings.set_root_resource(None)
    pulumi.runtime.set_all_config({"aws:region": "us-east-1", **job["config"]})

    executed = {}
    if job["watch"]:
        sys.settrace(tracer(root, executed))

    def program():
        runpy.run_path(entry, run_name="__main__")

    try:
        loop.run_until_complete(stack.run_in_stack(program))
    except BaseException as thrown:  # Whatever it is, it is the program's.
        traceback.print_exc()
        error = f"{type(thrown).__name__}: {thrown}".split("\n")[0]
    sys.settrace(None)
    urn = lambda request: monitor.make_urn(request["parent"], request["type"], request["name"])
    root_type = "pulumi:pulumi:Stack"
    stacks = [urn(request) for request in monitor.requests if request["type"] == root_type]
    resources = [
        {"urn": urn(request), **request, "outputs": monitor.outputs.get(urn(request), {})}
        for request in monitor.requests
        if request["type"] != root_type
    ]
    exports = monitor.outputs.get(stacks[-1], {}) if stacks else {}
    missed = {file: sorted(lines_of(file) - lines) for file, lines in executed.items()}
    return {"id": job["id"], "resources": resources, "exports": exports, "error": error, "missed": missed}


def tracer(root, executed):
    """What notes the lines of the files below `root` that are executed, by file."""
    # By the name that the code goes by, the lines; None where the file is none of the program's.
    known = {}

    def lines(name):
        # A program may be run by a path from its own folder.
        file = os.path.join(root, name)
        if not file.startswith(root + os.sep) or not file.endswith(".py"):
            return None
        return executed.setdefault(file, set())

    def enter(frame, event, argument):
        name = frame.f_code.co_filename
        if name not in known:
            known[name] = lines(name)
        reached = known[name]
        if reached is None:
            return None

        def reach(frame, event, argument):
            reached.add(frame.f_lineno)
            return reach

        return reach(frame, event, argument)

    return enter


def lines_of(file):
    """The lines of a file at which something begins to run."""
    with open(file, encoding="utf-8") as source:
        codes = [compile(source.read(), file, "exec")]
    lines = set()
    while codes:
        code = codes.pop()
        lines.update(line for _, _, line in code.co_lines() if line)
        codes.extend(constant for constant in code.co_consts if hasattr(constant, "co_lines"))
    return lines


def main():
    with open(sys.argv[1], encoding="utf-8") as jobs_file:
        jobs = json.load(jobs_file)
    # Modules of the provider are loaded on first use: better here, once, than in each fork.
    for module in MODULES:
        importlib.import_module(f"pulumi_aws.{module}")
    # What is loaded stays: a collection in a fork would copy all of it.
    gc.disable()
    sys.stdout.flush()
    with open(sys.argv[2], "w", encoding="utf-8") as records:
        for job in jobs:
            records.write(forked(job).replace(job["root"] + os.sep, "") + "\n")


def forked(job):
    """The record of `job`, from a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            signal.alarm(SECONDS_TO_SETTLE)
            with os.fdopen(write, "w", encoding="utf-8") as pipe:
                pipe.write(json.dumps(run(job)))
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            # Whatever happens, it does not go on as its parent.
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told or json.dumps({"id": job["id"], "resources": [], "exports": {}, "error": "the program does not settle"})


main()
