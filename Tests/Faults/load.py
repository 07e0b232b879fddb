"""Much at once, for long, and changes while running."""

import contextlib
import http.server
import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter

from disks import wait_for_alarm
from station import RECIPE, Fault, Station

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *offset(void) {
  static const volatile int64_t *shared;
  if (!shared) {
    int file = open(getenv("CLOCK_OFFSET"), O_RDONLY | O_CLOEXEC);
    shared = mmap(0, 8, PROT_READ, MAP_SHARED, file, 0);
    close(file);
  }
  return shared;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int code = real(clock, time);
  if (code == 0 && clock == CLOCK_REALTIME) time->tv_sec += *offset();
  return code;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  struct timespec now;
  int code = clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return code;
}
"""


def stopped_process(bench, full):
    """20,000 files while the process is stopped, so that the event queue overflows"""
    station = Station(bench)
    station.start()
    station.process.send_signal(signal.SIGSTOP)
    with open("/proc/sys/fs/inotify/max_queued_events") as file:
        queue = int(file.read())
    images = 20000 if full else 300
    for _ in range(images):
        station.drop()
    station.process.send_signal(signal.SIGCONT)
    station.wait(limit=1800)
    return f"{station.finish()} images, queue of {queue} events"


def clock_jumps(bench, full):
    """clock set back an hour and forward a day"""
    shim = os.path.join(bench.home, "clock.so")
    source = shim + ".c"
    with open(source, "w") as file:
        file.write(SHIM)
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    station = Station(bench)
    shared = os.path.join(bench.home, "offset")

    def shift(seconds):
        with open(shared, "wb") as file:
            file.write(int(seconds).to_bytes(8, "little", signed=True))

    def set_clock(seconds):
        with open(shared, "r+b") as file:
            file.write(int(seconds).to_bytes(8, "little", signed=True))

    shift(0)
    station.start(env={"LD_PRELOAD": shim, "CLOCK_OFFSET": shared})
    share = 100 if full else 10
    for offset in (0, -3600, 86400, 0):
        set_clock(offset)
        for number in range(share):
            station.drop(how="rename" if number % 2 else "write")
        station.wait()
        time.sleep(1.5)
    jumps = [a for a in station.alarms() if a["alarm"] == "clock"]
    if len(jumps) != 3:
        raise Fault(f"{len(jumps)} alarms of 3 jumps of the clock")
    with station.database() as db:
        times = [row[0] for row in db.execute("SELECT recorded_at FROM inspections ORDER BY 1")]
    if times[0][:13] == times[-1][:13]:
        raise Fault("the shim did not shift the clock")
    return f"3 jumps, 3 alarms, {station.finish()} images in the order of their numbers"


def two_processes(bench, full):
    """two processes on one records file, and on one folder"""
    station = Station(bench)
    station.start()
    other = Station(bench)
    for records, folder in ((station.records, other.folder), (other.records, station.folder)):
        other.records, other.folder = records, folder
        start = time.monotonic()
        if other.start():
            raise Fault("a second station runs")
        seconds = time.monotonic() - start
        if other.process.wait() != 2 or seconds > 2:
            raise Fault(f"exit code {other.process.returncode} after {seconds:.1f} s")
        if f"process {station.process.pid} " not in other.errors():
            raise Fault("the owner is not named: " + other.errors())
    station.kill()
    start = time.monotonic()
    station.start()
    seconds = time.monotonic() - start
    station.drop()
    station.wait()
    station.finish()
    return f"exit code 2 naming the owner; after kill -9 a new one starts in {seconds:.1f} s"


def stalled_reader(bench, full):
    """nobody reads the verdicts for a while"""
    station = Station(bench)
    reading, writing = os.pipe()
    station.start(output=open(writing, "wb"))
    images = 5000 if full else 1500
    for number in range(images):
        station.drop()
        if number % 100 == 99:
            station.wait()
    wait_for_alarm(station, "listener")
    if station.count() != images:
        raise Fault(f"{station.count()} of {images} images are recorded while nobody reads")

    def read():
        with open(os.path.join(station.home, "out-1"), "wb", buffering=0) as target:
            while data := os.read(reading, 1 << 16):
                target.write(data)

    reader = threading.Thread(target=read)
    reader.start()
    deadline = time.monotonic() + 120
    while "ended" not in [a["state"] for a in station.alarms() if a["alarm"] == "listener"]:
        if time.monotonic() > deadline:
            raise Fault("the alarm does not end when somebody reads again")
        time.sleep(0.1)
    while os.path.getsize(os.path.join(station.home, "out-1")) == 0 or len(station.lines()) < images:
        if time.monotonic() > deadline:
            raise Fault(f"{len(station.lines())} of {images} verdicts were told")
        time.sleep(0.1)
    code, _ = station.stop()
    reader.join(10)
    station.check()
    shutil.rmtree(station.home, ignore_errors=True)
    return f"{images} images recorded meanwhile, an alarm, all told afterwards; exit code {code}"


def terminated_under_load(bench, full):
    """SIGTERM under load"""
    rounds = 20 if full else 3
    longest = 0
    station = Station(bench)
    for number in range(rounds):
        station.start()
        for _ in range(60 if full else 20):
            station.drop()
        time.sleep(0.02 * number)
        code, seconds = station.stop()
        longest = max(longest, seconds)
        if code != 0:
            raise Fault(f"exit code {code}: {station.errors()[-400:]}")
    station.start()
    station.wait()
    count = station.finish()
    return f"{rounds} times exit 0, at most {longest:.1f} s; {count} images, each recorded once"


def recipe_changes(bench, full):
    """recipe changed, broken and mended under load"""
    station = Station(bench)
    recipe = os.path.join(station.home, "recipe")
    shutil.copytree(RECIPE, recipe)
    path = os.path.join(recipe, "recipe.yaml")
    with open(path) as file:
        text = file.read()
    station.command_of_bench = station.command
    station.command = lambda: [
        recipe if part == RECIPE else part for part in station.command_of_bench()]
    station.start()
    versions = 10 if full else 3
    line = next(row for row in text.splitlines() if row.startswith("version:"))
    first = int(line.split(":")[1])
    for version in range(first, first + versions):
        if version > first:
            with open(path, "w") as file:
                file.write(text.replace(line, "version: [broken"))
            wait_for_alarm(station, "recipe")
            for _ in range(5):
                station.drop()
            with open(path, "w") as file:
                file.write(text.replace(line, f"version: {version}"))
        for _ in range(10):
            station.drop()
            time.sleep(0.03)
        deadline = time.monotonic() + 30
        while True:
            station.drop()
            station.wait(limit=30)
            with station.database() as db:
                last = db.execute(
                    "SELECT recipe_version FROM inspections ORDER BY sequence DESC").fetchone()
            if last[0] == version:
                break
            if time.monotonic() > deadline:
                raise Fault(f"version {version} was not taken")
            time.sleep(0.1)
    with station.database() as db:
        found = {row[0] for row in db.execute("SELECT recipe_version FROM inspections")}
    if found != set(range(first, first + versions)):
        raise Fault(f"versions {found}")
    return f"{versions} versions, {versions - 1} broken ones in between, " \
           f"{station.finish()} images, each with the version that it was judged by"


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        state = self.server.state
        with state["lock"]:
            state["requests"] += 1
            answer = state["answer"]
            if answer == 200:
                state["taken"].append((self.headers["Idempotency-Key"], json.loads(body)))
        self.send_response(answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def webhook_comes_and_goes(bench, full):
    """webhook down, refusing for a while, and the station killed in between"""
    state = {"lock": threading.Lock(), "requests": 0, "answer": 503, "taken": []}
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.state = state
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hooked = None
    station = Station(bench, options=[
        "--webhook", f"http://127.0.0.1:{server.server_port}/verdicts",
        "--on-verdict", "cat >> " + os.path.join(bench.home, "hooked.jsonl")])
    hooked = os.path.join(bench.home, "hooked.jsonl")
    if os.path.exists(hooked):
        os.unlink(hooked)
    station.start()
    rounds = 5 if full else 2
    for _ in range(rounds):
        for _ in range(20):
            station.drop()
        station.wait()
        wait_for_alarm(station, "webhook")
        station.kill()
        station.start()
        with state["lock"]:
            state["answer"] = 200
        for _ in range(5):
            station.drop()
        station.wait()
        deadline = time.monotonic() + 60
        while _taken(state) < set(range(1, station.count() + 1)):
            if time.monotonic() > deadline:
                raise Fault(f"only {len(_taken(state))} of {station.count()} verdicts arrived")
            time.sleep(0.1)
        with state["lock"]:
            state["answer"] = 503
    keys = {}
    for key, body in state["taken"]:
        if keys.setdefault(key, body) != body:
            raise Fault("one key for two messages")
    order = [body["sequence"] for body in keys.values() if "sequence" in body]
    if order != sorted(order):
        raise Fault("verdicts came out of order")
    deadline = time.monotonic() + 60
    while _hooked(hooked) < set(range(1, station.count() + 1)):
        if time.monotonic() > deadline:
            raise Fault("the command was not run for each verdict")
        time.sleep(0.1)
    count = station.finish()
    server.shutdown()
    return f"{count} verdicts, all arrived in order, " \
           f"{len(state['taken']) - len(keys)} of them twice with the same key"


def _taken(state):
    with state["lock"]:
        return {body["sequence"] for _, body in state["taken"] if "sequence" in body}


def _hooked(path):
    if not os.path.exists(path):
        return set()
    with open(path) as file:
        return {json.loads(line)["sequence"] for line in file if line.endswith("\n")}


def many_images(bench, full):
    """100,000 images: memory, descriptors and threads"""
    images, step = (100_000, 10_000) if full else (400, 100)
    station = Station(bench)
    station.start()
    samples = []
    done = 0
    while done < images:
        for _ in range(min(step, images - done)):
            station.drop()
            done += 1
            # As a camera: the station keeps up.
            if done % 50 == 0:
                while len(station.waiting()) > 200:
                    time.sleep(0.02)
        station.wait(limit=3600)
        samples.append(_measure(station.process.pid))
    warm = samples[1:]
    growth = (warm[-1][0] - warm[0][0]) / max(1, (len(warm) - 1) * step / 10_000)
    if full and growth > 1 << 20:
        raise Fault(f"memory grows by {growth / 2**20:.2f} MiB per 10,000 images")
    for kind, first, last in zip(("descriptors", "threads"), warm[0][1:], warm[-1][1:]):
        if len(first) != len(last):
            raise Fault(f"{kind}: {len(first)}, then {len(last)}; new: "
                        f"{sorted((Counter(last) - Counter(first)).elements())}, gone: "
                        f"{sorted((Counter(first) - Counter(last)).elements())}")
    count = station.finish()
    return f"{count} images; resident {warm[0][0] >> 20} MiB, then {warm[-1][0] >> 20} MiB " \
           f"({growth / 2**20:+.2f} MiB per 10,000); {len(warm[-1][1])} descriptors, " \
           f"{len(warm[-1][2])} threads"


def _measure(process):
    """Resident bytes; what descriptors are of; names of threads. Of the station at rest: the fewest
    of several moments, as it closes the last images' folders after their records are there."""
    moments = []
    for _ in range(10):
        moments.append((_descriptors(process), _threads(process)))
        time.sleep(0.05)
    with open(f"/proc/{process}/status") as file:
        status = dict(line.split(":", 1) for line in file)
    return (int(status["VmRSS"].split()[0]) << 10, min((d for d, _ in moments), key=len),
            min((t for _, t in moments), key=len))


def _descriptors(process):
    folder = f"/proc/{process}/fd"
    found = []
    for name in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError):
            found.append(os.readlink(f"{folder}/{name}"))
    return found


def _threads(process):
    """Those of the program. Dispatch ends its own, which have such names, when they have nothing to
    do for some seconds."""
    folder = f"/proc/{process}/task"
    found = []
    for name in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError), open(f"{folder}/{name}/comm") as file:
            found.append(file.read().strip())
    return [name for name in found if "qos" not in name]
