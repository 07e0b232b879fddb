#!/usr/bin/env python3
"""Injects faults into `sightline watch` and compares records with what arrived.

usage: faults.py PROGRAM [--full] [--only NAME,...] [--write FILE] [--list]

A feeder outside the program keeps the ledger of what arrived. After each fault: records = arrivals,
none missing, none double, verdicts as without faults, integrity_check ok, files where they belong.
--full runs the numbers that docs/reliability.md shows, and --write puts the results between its
markers. Exit code 1 where anything is not as it must be.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import disks  # noqa: E402
import files  # noqa: E402
import kills  # noqa: E402
import load  # noqa: E402
from station import Bench  # noqa: E402

SCENARIOS = [
    kills.kill_at_every_call, kills.kill_at_random,
    disks.power_cut, disks.fsync_fails, disks.database_disk_full, disks.write_fails,
    disks.no_descriptors, disks.image_disk_full, disks.read_only_database, disks.locked_database,
    disks.other_file_system, disks.kill_while_copying,
    files.waiting_before_start, files.slow_writers, files.closed_and_opened_again, files.rename_in,
    files.overwrite_in_place, files.same_name, files.same_bytes, files.removed_before_reading,
    files.permission_denied, files.special_files, files.odd_names, files.corrupt_among_good,
    load.stopped_process, load.clock_jumps, load.two_processes, load.stalled_reader, load.terminated_under_load,
    load.recipe_changes, load.webhook_comes_and_goes, load.many_images,
]


class Skipped(Exception):
    pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--write")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    wanted = [name for name in arguments.only.split(",") if name]
    scenarios = [s for s in SCENARIOS if not wanted or s.__name__ in wanted]
    if arguments.list:
        for scenario in scenarios:
            print(f"{scenario.__name__:24} {scenario.__doc__}")
        return 0
    home = tempfile.mkdtemp(prefix="sightline-faults-")
    bench = Bench(arguments.program, home)
    rows, failed, skipped = [], 0, 0
    for scenario in scenarios:
        start = time.monotonic()
        reason = missing(scenario)
        if reason:
            result, words = "skipped", reason
            skipped += 1
        else:
            try:
                result, words = "passed", scenario(bench, arguments.full)
            except Exception as error:  # noqa: BLE001
                result, words = "FAILED", f"{type(error).__name__}: {error}"
                failed += 1
        seconds = time.monotonic() - start
        rows.append((scenario.__doc__, result, words, seconds))
        print(f"{result:8}{scenario.__name__:24} {words} ({seconds:.1f} s)", flush=True)
    if arguments.write:
        write(arguments.write, rows)
    if failed == 0:
        shutil.rmtree(home, ignore_errors=True)
    else:
        print(f"what was left: {home}", file=sys.stderr)
    print(f"{len(rows) - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def missing(scenario):
    """Why the scenario cannot run here, if so."""
    for tool in getattr(scenario, "tools", ()):
        if not shutil.which(tool):
            return f"{tool} is not installed"
    if getattr(scenario, "needs_root", False) and os.geteuid() != 0:
        return "needs root to mount"
    return None


def write(path, rows):
    """Puts the table between the markers of the page."""
    begin, end = "<!-- faults begin -->\n", "<!-- faults end -->\n"
    with open(path) as file:
        text = file.read()
    head, rest = text.split(begin)
    tail = rest.split(end)[1]
    lines = [
        f"Written by `make faults` on {time.strftime('%Y-%m-%d')}, {platform.machine()}, "
        f"{os.cpu_count()} cores.\n\n", "| fault | result | |\n", "|---|---|---|\n"]
    for what, result, words, seconds in rows:
        # On one line, whatever a fault printed.
        cell = " ".join(words.split()).replace("|", "/")[:400]
        lines.append(f"| {what} | {result} | {cell}; {seconds:.0f} s |\n")
    with open(path, "w") as file:
        file.write(head + begin + "".join(lines) + end + tail)


for function in (kills.kill_at_every_call, disks.fsync_fails, disks.write_fails,
                 disks.kill_while_copying):
    function.tools = ("strace",)
for function in (disks.power_cut, disks.database_disk_full, disks.image_disk_full,
                 disks.other_file_system, disks.kill_while_copying):
    function.needs_root = True
load.clock_jumps.tools = ("cc",)

if __name__ == "__main__":
    sys.exit(main())
