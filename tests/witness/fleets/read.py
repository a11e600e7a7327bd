"""Asks the makers' own schemas about a file, or prints a file of YAML as JSON. Writes nothing.

read.py yaml FILE              its documents
read.py kubernetes VERSION FILE...
read.py aws SERVICE OPERATION FILE
"""

import json
import sys
from pathlib import Path


def documents(path: str) -> None:
    import yaml

    text = Path(path).read_text(encoding="utf-8")
    print(json.dumps(list(yaml.safe_load_all(text))))


def kubernetes(version: str, *paths: str) -> None:
    import kubernetes_validate
    import yaml

    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        for document in yaml.safe_load_all(text):
            kubernetes_validate.validate(document, version, strict=True)


def aws(service: str, operation: str, path: str) -> None:
    import botocore.loaders
    import botocore.model
    import botocore.validate

    description = botocore.loaders.Loader().load_service_model(service, "service-2")
    model = botocore.model.ServiceModel(description)
    shape = model.operation_model(operation).input_shape
    given = json.loads(Path(path).read_text(encoding="utf-8"))
    report = botocore.validate.ParamValidator().validate(given, shape)
    if report.has_errors():
        sys.exit(report.generate_report())


{"yaml": documents, "kubernetes": kubernetes, "aws": aws}[sys.argv[1]](*sys.argv[2:])
