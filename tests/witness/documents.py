"""Says where the documents named on the command line are not as the XML schema named first says."""

import sys

import xmlschema

schema = xmlschema.XMLSchema(sys.argv[1])
wrong = [
    f"{path}: {error.path}: {error.reason}"
    for path in sys.argv[2:]
    for error in schema.iter_errors(path)
]
print("\n".join(wrong))
sys.exit(bool(wrong))
