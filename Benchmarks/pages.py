#!/usr/bin/env python3
"""Measures how fast the dashboard answers, as a table in Markdown.

    sightline trace benchmark --records FILE --generate 1
    python3 Benchmarks/make_records.py FILE 1000000 2.59 --line
    python3 Benchmarks/pages.py PROGRAM FILE [--runs 20]

Each page is asked for first with cold memory (the file is dropped from the system's cache and the
program just started), then RUNS times: p50 and the worst of them, from request to last byte, over one
connection that is kept. CPU is the processor time that the program takes for a warm answer, which says
more than the clock where other programs keep the machine busy. The line is asked for each time, as it is after each part; nothing is appended
meanwhile.
"""

import argparse
import http.client
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time


def pages(records):
    """Names and addresses, chosen from what is in the records."""
    database = sqlite3.connect(f"file:{records}?mode=ro", uri=True)
    newest, begin, end, lot = database.execute(
        "SELECT sequence, (SELECT recorded_at FROM records WHERE sequence = 1), recorded_at, lot"
        " FROM records ORDER BY sequence DESC LIMIT 1").fetchone()
    middle, serial, old_lot = database.execute(
        "SELECT substr(recorded_at, 1, 10), serial, lot FROM records WHERE sequence = ?",
        (newest // 2,)).fetchone()
    failed = database.execute(
        "SELECT sequence FROM records WHERE verdict = 'fail' AND sequence > ? LIMIT 1",
        (newest // 2,)).fetchone()[0]
    database.close()
    month = f"/quality?from={begin[:10]}&to={end[:10]}"
    return [
        ("line", "/"), ("line, what changes", "/fragments/line"),
        ("results, newest", "/results"),
        ("results, one page back", f"/results?before={newest - 49}"),
        ("results, the oldest", "/results?after=1"),
        ("results of a day", f"/results?from={middle}&to={middle}"),
        ("results of a lot", f"/results?lot={old_lot}"),
        ("results of a serial number", f"/results?serial={serial}"),
        ("results, failed", "/results?verdict=fail"),
        ("results, failed or to review", "/results?verdict=fail&verdict=review"),
        ("results, passed", "/results?verdict=pass"),
        ("results with a frequent class", "/results?class=spur"),
        ("results with a rare class", "/results?class=rare"),
        ("results with a class that is not there", "/results?class=none"),
        ("results, uninspectable with a class: none", "/results?verdict=uninspectable&class=spur"),
        ("results, failed on a day with a class", f"/results?verdict=fail&class=open&from={middle}"
         f"&to={middle}"),
        ("results, passed in a lot with a class", f"/results?verdict=pass&lot={old_lot}&class=open"),
        ("a part that passed", f"/results/{newest}"), ("a part that failed", f"/results/{failed}"),
        ("review", "/review"), ("review, failed", "/review?show=fail"),
        ("review, second opinions", "/review?show=second"),
        ("station", "/station"), ("station, what changes", "/fragments/station"),
        ("report of the shift", "/report"), ("report of a lot", f"/report?lot={old_lot}"),
        ("report of a month", f"/report?from={begin[:10]}&to={end[:10]}"),
        ("quality, a month by day", month), ("quality, a month by hour", month + "&by=hour"),
        ("quality, a month by shift", month + "&by=shift"),
        ("quality, a month by lot", month + "&by=lot"),
        ("quality, a month, single values", month + "&chart=singles"),
        ("quality, a month, time of all stages", month + "&quantity=totalTime"),
        ("quality, a month, area of defects", month + "&quantity=defectArea"),
        ("quality, a lot", f"/quality?lot={old_lot}"),
        ("quality, half of the month beside the other", f"/quality?from={middle}&to={end[:10]}"),
    ]


class Server:
    """The dashboard over a records file, on a free port of this machine."""

    def __init__(self, program, records):
        self.log = tempfile.NamedTemporaryFile("w+", prefix="sightline-pages-")
        self.process = subprocess.Popen(
            [program, "serve", "--records", records, "--listen", "127.0.0.1:0"],
            stdout=self.log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env=dict(os.environ, TZ="UTC"))
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", open(self.log.name).read())):
            if self.process.poll() is not None:
                sys.exit(open(self.log.name).read())
            time.sleep(0.05)
        self.connection = http.client.HTTPConnection("127.0.0.1", int(found.group(1)))

    def milliseconds(self, address):
        """How long one answer takes, and the size of its body."""
        start = time.perf_counter()
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        body = answer.read()
        took = 1000 * (time.perf_counter() - start)
        if answer.status != 200:
            sys.exit(f"{address}: {answer.status} {body[:300]!r}")
        return took, len(body)

    def processor(self):
        """Processor time of all threads so far, in milliseconds."""
        total = 0
        for thread in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{thread}/schedstat") as file:
                total += int(file.read().split()[0])
        return total / 1e6

    def close(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()


def forget(records):
    """Drops the file from the system's cache."""
    os.sync()
    for path in (records, records + "-wal"):
        if os.path.exists(path):
            with open(path, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("records")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--only", default="", help="pages whose name holds this text")
    parser.add_argument("--warm", action="store_true", help="leave out what is cold")
    options = parser.parse_args()
    chosen = [page for page in pages(options.records) if options.only in page[0]]
    cold = {}
    for name, address in chosen if not options.warm else []:
        forget(options.records)
        server = Server(options.program, options.records)
        # The program's own start is not the page's.
        server.milliseconds("/healthz")
        cold[name] = f"{server.milliseconds(address)[0]:.0f}"
        server.close()
    print(f"load {os.getloadavg()[0]:.1f}\n")
    print("| page | cold, ms | p50, ms | worst, ms | CPU, ms | KiB |")
    print("|---|---|---|---|---|---|")
    server = Server(options.program, options.records)
    for name, address in chosen:
        server.milliseconds(address)
        before = server.processor()
        runs = [server.milliseconds(address) for _ in range(options.runs)]
        processor = (server.processor() - before) / options.runs
        times = [took for took, _ in runs]
        print(f"| {name} | {cold.get(name, '')} | {statistics.median(times):.0f} | {max(times):.0f} "
              f"| {processor:.0f} | {runs[-1][1] / 1024:.0f} |", flush=True)
    server.close()


if __name__ == "__main__":
    main()
