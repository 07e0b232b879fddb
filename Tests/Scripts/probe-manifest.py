#!/usr/bin/env python3
"""Checks `sightline probe` against a manifest of image files.

usage: probe-manifest.py SIGHTLINE IMAGES [--jobs N]

SIGHTLINE is the built program, IMAGES a folder with MANIFEST.tsv (columns path, kind, expectation,
ref_pixels_sha256, note). Each file is probed by a process of its own, under 5 s and 1 GB of resident
memory. Every `valid` file must decode to its hash (CMYK and YCCK may be refused), every `invalid`
one must be refused; an `either` file may be refused or decode to its hash where it has one. Prints a
table of disagreements and one last line; exit code 1 where there is any.
"""

import argparse
import concurrent.futures
import csv
import json
import os
import subprocess
import sys
import tempfile
import time

SECONDS = 5
BYTES = 1 << 30


def probe(program, path):
    """The line about `path` or a fault, the seconds and the largest resident size in bytes."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([program, "probe", "--", path], stdout=out, stderr=err)
        timed_out = False
        while True:
            # wait4 and not wait: it tells the memory of this very process.
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - start > SECONDS:
                timed_out = True
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        resident = usage.ru_maxrss * 1024
        if timed_out:
            return None, f"took over {SECONDS} s", seconds, resident
        if process.returncode != 0:
            return None, f"exit code {process.returncode}", seconds, resident
        out.seek(0)
        lines = out.read().decode("utf-8").splitlines()
        if len(lines) != 1:
            return None, f"{len(lines)} lines", seconds, resident
        return json.loads(lines[0]), None, seconds, resident


def disagreement(row, line):
    """What is wrong with `line`, or None."""
    expectation, expected = row["expectation"], row["ref_pixels_sha256"]
    if line["status"] == "refused":
        if not line["reason"]:
            return "refused without a reason"
        unusual = any(word in row["note"] for word in ("CMYK", "YCCK"))
        return "refused: " + line["reason"] if expectation == "valid" and not unusual else None
    if line["status"] != "ok":
        return f"status {line['status']!r}"
    if expectation == "invalid":
        return "decoded, but must be refused"
    if expected and line["sha256"] != expected:
        return "decoded to other samples"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("images")
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()

    with open(os.path.join(arguments.images, "MANIFEST.tsv"), encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))

    def check(row):
        path = os.path.join(arguments.images, row["path"])
        line, fault, seconds, resident = probe(os.path.abspath(arguments.program), path)
        if fault is None and line["path"] != path:
            fault = "names another path"
        if fault is None and resident > BYTES:
            fault = f"took {resident >> 20} MB"
        return row, fault or disagreement(row, line), line, seconds, resident

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        results = list(pool.map(check, rows))

    wrong = [(row, fault) for row, fault, _, _, _ in results if fault]
    for row, fault in wrong:
        print(f"{row['expectation']}\t{row['path']}\t{fault}\t({row['note']})")
    decoded = sum(1 for _, _, line, _, _ in results if line and line["status"] == "ok")
    print(
        f"{len(results)} files, {decoded} decoded, {len(results) - decoded} refused, "
        f"slowest {max(r[3] for r in results):.2f} s, "
        f"largest {max(r[4] for r in results) >> 20} MB: {len(wrong)} disagreements"
    )
    return 1 if wrong or not results else 0


if __name__ == "__main__":
    sys.exit(main())
