"""Asks black and ruff which files are as they would have them, and whether they are afterwards.

The arguments are a JSON list of pairs of paths, the second of which may be null, the folder that they lie in, and the
program of ruff. For each pair comes back what a formatter makes of the two texts, or null where one leaves them alone:
`[{"before": null, "after": "…"}]`. The files themselves are formatted by ruff.

A project's own settings decide; one without any is taken to have the common settings nearest to the default that leave
the text before alone.
"""

import json
import subprocess
import sys
from pathlib import Path

import black


def main():
    pairs = [
        (Path(before), Path(after) if after else None)
        for before, after in json.loads(Path(sys.argv[1]).read_text())
    ]
    texts = {path: read(path) for pair in pairs for path in pair if path}
    ruff = [sys.argv[3], "format", "--quiet", "--no-cache", "--no-respect-gitignore"]
    subprocess.run([*ruff, sys.argv[2]], check=False)
    by_ruff = {path: read(path) for path in texts}
    answers = []
    for before, after in pairs:
        formatters = [lambda path, mode=mode: by_black(texts[path], mode) for mode in modes(before, texts[before])]
        answers.append(asked(before, after, texts, [*formatters, by_ruff.get]))
    print(json.dumps(answers))


def asked(before, after, texts, formatters):
    first = unkept = None
    for formatter in formatters:
        formatted = formatter(before)
        if formatted != texts[before]:
            first = first or formatted
            continue
        kept = formatter(after) if after else None
        if not after or kept == texts[after]:
            return {"before": None, "after": None}
        unkept = unkept or kept
    if unkept is not None:
        return {"before": None, "after": unkept}
    return {"before": first, "after": None}


def by_black(text, mode):
    try:
        return black.format_file_contents(text, fast=True, mode=mode)
    except black.NothingChanged:
        return text
    except black.InvalidInput as error:
        return str(error)


def modes(path, text):
    """The settings that can leave the text alone, those nearest to the default first."""
    for folder in path.parents:
        project = folder / "pyproject.toml"
        own = black.parse_pyproject_toml(str(project)) if project.is_file() else {}
        if own:
            return [
                black.Mode(
                    line_length=own.get("line_length", 88),
                    string_normalization=not own.get("skip_string_normalization", False),
                    magic_trailing_comma=not own.get("skip_magic_trailing_comma", False),
                )
            ]
    is_long = any(len(line) > 88 for line in text.split("\n"))
    return [
        black.Mode(line_length=length, string_normalization=normalized)
        for length in ([88, 100, 120] if is_long else [88])
        for normalized in ([True, False] if "'" in text else [True])
    ]


def read(path):
    """The text of a file; line endings are not what is asked about."""
    return path.read_text(encoding="utf-8")


main()
