#!/usr/bin/env python3
"""Measures how long a station takes from the close of a file to the durable record, and how many
images it keeps up with.

usage: latency.py PROGRAM [--images N] [--write FILE]

Latency: one image after the other at a takt, each closed at a known time; its verdict is told after
its record is on the disk, so that the arrival of the line is an upper bound. The line says how long
reading, decoding and inspecting took. Rate: images wait in the folder when the station starts;
compared with `sightline inspect --records` of the same images, one after the other in three rounds;
the middle share is told with its rates.
"""

import argparse
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from station import RECIPE, tagged  # noqa: E402


def rows_of(png):
    """The rows of a gray PNG of 8 bit without interlace."""
    width, height, bits, colour = struct.unpack(">IIBB", png[16:26])
    assert (bits, colour) == (8, 0), "a gray picture of 8 bit is drawn"
    data, place = b"", 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place:place + 8])
        if kind == b"IDAT":
            data += png[place + 8:place + 8 + length]
        place += length + 12
    data, rows, above = zlib.decompress(data), [], bytearray(width)
    for y in range(height):
        start = y * (width + 1)
        kind, row = data[start], bytearray(data[start + 1:start + 1 + width])
        if kind:
            left = corner = 0
            for x in range(width):
                up = above[x]
                if kind == 1:
                    guess = left
                elif kind == 2:
                    guess = up
                elif kind == 3:
                    guess = (left + up) // 2
                else:
                    guess = min((left, up, corner), key=lambda v, p=left + up - corner: abs(p - v))
                left = row[x] = (row[x] + guess) & 255
                corner = up
        rows.append(bytes(row))
        above = row
    return rows


def png_of(rows):
    """A gray PNG of 8 bit."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(
            ">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    # Filtered by the row above, as cameras' encoders do.
    above, data = bytes(len(rows[0])), bytearray()
    for row in rows:
        data += b"\2" + bytes((a - b) & 255 for a, b in zip(row, above))
        above = row
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(bytes(data), 6)) + chunk(b"IEND", b""))


def draw_panel(program, folder):
    """A panel of 2592x1944, 5 MP: four boards."""
    image, template = draw(program, folder, "1296x972")

    def panel(png):
        rows = [row * 2 for row in rows_of(png)]
        return png_of(rows + rows)

    path = os.path.join(folder, "panel_temp.png")
    with open(template, "rb") as source, open(path, "wb") as file:
        file.write(panel(source.read()))
    return panel(image), path


def draw(program, folder, size):
    subprocess.run(
        [program, "synthesize", "--output", folder, "--seed", "11", "--size", size],
        check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(folder, "good-01_test.png"), "rb") as file:
        return file.read(), os.path.join(folder, "good-01_temp.png")


class Run:
    """A station whose lines are read as they come, and understood after it has ended: whoever reads
    shares the processor with it."""

    def __init__(self, program, home, template, jobs):
        self.folder = os.path.join(home, "in")
        self.lines = []
        self.times = {}
        self.work = {}
        self.process = subprocess.Popen(
            [program, "watch", self.folder, "--recipe", RECIPE, "--template", template,
             "--records", os.path.join(home, "r.sqlite"), "--output", os.path.join(home, "out"),
             "--after", "move", "--jobs", str(jobs), "--alarm-fails", "0", "--alarm-disk", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append((time.monotonic(), line))

    def wait(self, count):
        deadline = time.monotonic() + 600
        while len(self.lines) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        if len(self.lines) < count:
            raise SystemExit(f"only {len(self.lines)} of {count} verdicts came")

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.reader.join()
        for moment, line in self.lines:
            record = json.loads(line)
            name = os.path.basename(record["image"])
            self.times[name] = moment
            self.work[name] = sum(record["timings"].values()) / 1000


def latency(program, home, image, template, count, takt):
    os.mkdir(os.path.join(home, "in"))
    run = Run(program, home, template, 2)
    time.sleep(1)
    closed = {}
    for number in range(count):
        data = tagged(image, number)
        name = f"{number}.png"
        start = time.monotonic()
        with open(os.path.join(run.folder, name), "wb") as file:
            file.write(data)
        closed[name] = time.monotonic()
        time.sleep(max(0, takt - (time.monotonic() - start)))
    run.wait(count)
    run.stop()
    # The first images warm up caches and memory.
    names = list(closed)[10:]
    return ([run.times[n] - closed[n] for n in names], [run.work[n] for n in names],
            [run.times[n] - closed[n] - run.work[n] for n in names])


def rate(program, home, image, template, count):
    """Images per second of the station, and of a batch."""
    folder = os.path.join(home, "in")
    os.mkdir(folder)
    for number in range(count):
        with open(os.path.join(folder, f"{number}.png"), "wb") as file:
            file.write(tagged(image, number))
    batch = subprocess.run(
        [program, "inspect", folder, "--recipe", RECIPE, "--template", template, "--jobs", "2",
         "--records", os.path.join(home, "b.sqlite"), "--output", os.path.join(home, "b"),
         "--format", "jsonl", "--quiet"], capture_output=True, text=True)
    batch_rate = float(re.search(r"([0-9.]+) images/s", batch.stdout).group(1))
    run = Run(program, home, template, 2)
    run.wait(count)
    run.stop()
    times = sorted(run.times.values())
    return (len(times) - 1) / (times[-1] - times[0]), batch_rate


def share(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--images", type=int, default=500)
    parser.add_argument("--write")
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    home = tempfile.mkdtemp(prefix="sightline-latency-")
    lines = ["| images | close to record, p50 | p99 | of that read, decode, inspect, p50 | p99 | "
             "the rest, p50 | p99 | rate | batch |\n", "|---|---|---|---|---|---|---|---|---|\n"]
    for size, part in (("640x640", 1), ("2592x1944", 2)):
        place = os.path.join(home, size)
        if size == "640x640":
            image, template = draw(program, place + "-drawn", size)
        else:
            image, template = draw_panel(program, place + "-drawn")
        os.mkdir(place)
        total, work, rest = latency(
            program, place, image, template, arguments.images // part, 0.1 * part)
        rates = []
        for number in range(3):
            os.mkdir(f"{place}-rate-{number}")
            rates.append(rate(
                program, f"{place}-rate-{number}", image, template, arguments.images // part))
            shutil.rmtree(f"{place}-rate-{number}")
        own, batch = sorted(rates, key=lambda pair: pair[0] / pair[1])[1]
        lines.append(
            f"| {size} | {share(total, 0.5):.1f} ms | {share(total, 0.99):.1f} ms | "
            f"{share(work, 0.5):.1f} ms | {share(work, 0.99):.1f} ms | "
            f"{share(rest, 0.5):.1f} ms | {share(rest, 0.99):.1f} ms | {own:.1f}/s | "
            f"{batch:.1f}/s ({own / batch * 100:.0f} %) |\n")
        print(lines[-1], end="", flush=True)
    shutil.rmtree(home, ignore_errors=True)
    if arguments.write:
        begin, end = "<!-- latency begin -->\n", "<!-- latency end -->\n"
        with open(arguments.write) as file:
            head, remainder = file.read().split(begin)
        with open(arguments.write, "w") as file:
            file.write(head + begin + "".join(lines) + end + remainder.split(end)[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
