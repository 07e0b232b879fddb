#!/usr/bin/env python3
"""Checks that a dossier that is exported is told of in the audit of its records.

usage: export-audit.py PROGRAM [SAMPLE_IMAGES]

Inspects the sample boards, exports one lot and one part, and reads the audit. Exit code 1 where it lacks
one of them.
"""

import json
import os
import subprocess
import sys
import tempfile

RECIPE = os.path.join("Models", "bare-pcb")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.split("\n\n")[1])
    program = os.path.abspath(sys.argv[1])
    images = sys.argv[2] if len(sys.argv) == 3 else "SampleImages"
    with tempfile.TemporaryDirectory(prefix="sightline-export-") as home:
        records, key = os.path.join(home, "records.sqlite"), os.path.join(home, "station.key")

        def run(*arguments, allowed=(0,)):
            result = subprocess.run(
                [program, *arguments], capture_output=True, text=True,
                env=dict(os.environ, SIGHTLINE_LANGUAGE="en"))
            if result.returncode not in allowed:
                sys.exit(f"export-audit: {arguments} ended with {result.returncode}: {result.stderr}")
            return result.stdout

        run("inspect", images, "--recipe", RECIPE, "--template-suffix", "_test=_temp", "--records",
            records, "--output", os.path.join(home, "out"), "--lot", "L7", "--serial-from", "^good-0[0-9]",
            allowed=(0, 1, 3))
        run("trace", "key", "create", "--output", key)
        for number, what in enumerate((["--lot", "L7"], ["--serial", "good-01"])):
            run("trace", "export", "--records", records, *what, "--key", key, "--output",
                os.path.join(home, f"dossier-{number}"))
        audit = [json.loads(line) for line in run(
            "trace", "audit", "--records", records, "--format", "json").splitlines()]
        told = [(entry["action"], entry["source"], entry["subject"].split(",")[0]) for entry in audit]
        wanted = [("export", "command line", f"dossier of {what}")
                  for what in ("serial number good-01", "lot L7")]
        if told != wanted:
            sys.exit(f"export-audit: the audit has {told} instead of {wanted}")
        run("trace", "verify", "--records", records)
    print("export-audit: dossiers of a lot and of a part are in the audit")


if __name__ == "__main__":
    main()
