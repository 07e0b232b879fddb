"""A watch station under test: the program, the feeder that drops files into its folder, the ledger of
what arrived, and the comparison of ledger, records and files afterwards."""

import collections
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import time
import zlib

VERDICTS = ("pass", "fail", "review", "uninspectable", "quarantine")


class Fault(Exception):
    """Something is not as it must be."""


def tagged(png, tag):
    """The PNG file `png` with a text chunk, so that each file has bytes of its own."""
    body = b"tEXt" + b"feeder\0" + str(tag).encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    end = len(png) - 12
    return png[:end] + chunk + png[end:]


class Images:
    """A good and a bad part, their template, and the verdicts of a run without faults."""

    def __init__(self, program, folder):
        self.template = os.path.join(folder, "template.png")
        self.kinds = []
        for defects, name in (("none", "good-01"), ("spur", "spur-01"), ("open", "open-01")):
            out = os.path.join(folder, name)
            subprocess.run(
                [program, "synthesize", "--output", out, "--seed", "11", "--size", "256x256",
                 "--defects", defects], check=True, stdout=subprocess.DEVNULL)
            with open(os.path.join(out, name + "_test.png"), "rb") as file:
                self.kinds.append(file.read())
            if defects == "none":
                shutil.copy(os.path.join(out, name + "_temp.png"), self.template)
        self.verdicts = self._verdicts(program, folder)

    def _verdicts(self, program, folder):
        probe = os.path.join(folder, "kinds")
        os.mkdir(probe)
        for i, kind in enumerate(self.kinds):
            with open(os.path.join(probe, f"{i}.png"), "wb") as file:
                file.write(kind)
        out = os.path.join(folder, "inspected")
        subprocess.run(
            [program, "inspect", probe, "--recipe", RECIPE, "--template", self.template,
             "--output", out, "--format", "jsonl", "--quiet"], stdout=subprocess.DEVNULL)
        with open(os.path.join(out, "results.jsonl")) as lines:
            return [json.loads(line)["verdict"] for line in lines]

    def make(self, tag):
        """The bytes of a new image, and its verdict without faults."""
        kind = tag % len(self.kinds)
        return tagged(self.kinds[kind], tag), self.verdicts[kind]


ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RECIPE = os.path.join(ROOT, "Models", "bare-pcb")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Station:
    """A folder to watch, a records file, and the program that watches."""

    def __init__(self, bench, after="move", folder=None, records=None, output=None, options=()):
        self.bench = bench
        self.home = tempfile.mkdtemp(dir=bench.home)
        self.folder = folder or self._made("in")
        self.output = output or os.path.join(self.home, "out")
        self.records = records or os.path.join(self.home, "records.sqlite")
        self.after = after
        self.options = list(options)
        self.ledger = []  # (name in bytes, sha256, verdict or None)
        self.process = None
        self.told = []
        self.runs = 0
        self.tag = 0

    def _made(self, name):
        path = os.path.join(self.home, name)
        os.mkdir(path)
        return path

    # The program

    def command(self):
        return [
            self.bench.program, "watch", self.folder, "--recipe", RECIPE, "--template",
            self.bench.images.template, "--records", self.records, "--output", self.output,
            "--after", self.after, "--poll", "200ms", "--settle", "100ms", "--patience", "2s",
            "--alarm-fails", "0", "--alarm-disk", "0", *self.options]

    def start(self, prefix=(), env=None, ready=True, output=None):
        """Starts the program, and waits until it watches. Verdicts go to a file, or to `output`."""
        self.runs += 1
        out = output or open(os.path.join(self.home, f"out-{self.runs}"), "wb")
        err = open(os.path.join(self.home, f"err-{self.runs}"), "wb")
        notify = None
        environment = dict(os.environ, **(env or {}))
        if ready:
            import socket
            path = os.path.join(self.home, f"n{self.runs}")
            notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            notify.bind(path)
            os.chmod(path, 0o777)
            notify.settimeout(60)
            environment["NOTIFY_SOCKET"] = path
        self.process = subprocess.Popen(
            [*prefix, *self.command()], stdout=out, stderr=err, env=environment)
        out.close()
        err.close()
        if notify:
            deadline = time.monotonic() + 60
            notify.settimeout(0.2)
            while True:
                try:
                    if b"READY=1" in notify.recv(4096):
                        break
                except TimeoutError:
                    pass
                if self.process.poll() is not None:
                    notify.close()
                    return False
                if time.monotonic() > deadline:
                    raise Fault("the station was not ready after 60 s: " + self.errors())
            # Later messages have nobody to read them and are lost, as they may be.
            notify.close()
        return True

    def stop(self, limit=10, tracee=False):
        """Asks the program to end, which is the child of the one that was started where that traces
        it; returns its exit code and the seconds that it took."""
        start = time.monotonic()
        process = self.process.pid
        if tracee:
            with open(f"/proc/{process}/task/{process}/children") as file:
                process = int(file.read().split()[0])
        os.kill(process, signal.SIGTERM)
        try:
            code = self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Fault(f"the station did not end in {limit} s after SIGTERM")
        return code, time.monotonic() - start

    def kill(self):
        self.process.kill()
        self.process.wait()

    def errors(self):
        with open(os.path.join(self.home, f"err-{self.runs}"), errors="replace") as file:
            return file.read()

    def alarms(self):
        found = []
        for line in self.errors().splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                pass
        return [item for item in found if "alarm" in item]

    def thread(self, name):
        """The number of the thread called `name`, which may only just begin."""
        base = f"/proc/{self.process.pid}/task"
        for _ in range(500):
            for task in os.listdir(base):
                try:
                    with open(f"{base}/{task}/comm") as file:
                        if file.read().strip() == name:
                            return int(task)
                except (FileNotFoundError, ProcessLookupError):
                    pass  # It ended before it was opened, or before it was read.
            time.sleep(0.01)
        raise Fault(
            f"there is no thread {name}; exit code {self.process.poll()}, {self.errors()[-600:]}")

    # The feeder

    def image(self):
        self.tag += 1
        return self.bench.images.make(self.bench.next_tag())

    def enter(self, name, data, verdict):
        name = name.encode() if isinstance(name, str) else name
        self.ledger.append((name, sha256(data), verdict))

    def path(self, name):
        name = name.encode() if isinstance(name, str) else name
        return os.path.join(self.folder.encode(), name)

    def drop(self, name=None, how="rename"):
        """One new image: written beside and renamed in, or written in place."""
        data, verdict = self.image()
        name = name or f"part-{len(self.ledger):06d}.png"
        self.put(name, data, how)
        self.enter(name, data, verdict)
        return data

    def put(self, name, data, how="rename"):
        if how == "rename":
            part = self.path(".feeder.part")
            with open(part, "wb") as file:
                file.write(data)
            os.rename(part, self.path(name))
        else:
            with open(self.path(name), "wb") as file:
                file.write(data)

    # Waiting

    def count(self):
        if not os.path.exists(self.records):
            return 0
        try:
            with self.database() as db:
                return db.execute("SELECT count(*) FROM inspections").fetchone()[0]
        except sqlite3.Error:
            return 0

    def database(self):
        return _Database(self.records)

    def waiting(self):
        """Image files that are still in the folder."""
        return [n for n in os.listdir(self.folder.encode())
                if n.lower().endswith((b".png", b".jpg")) or n.startswith(b".sightline-")]

    def wait(self, records=None, limit=120, is_empty=None):
        """Until so many records are there (all of the ledger) and their files have gone."""
        records = len(self.ledger) if records is None else records
        is_empty = self.after == "move" if is_empty is None else is_empty
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            if self.count() >= records and (not is_empty or not self.waiting()):
                return
            if self.process.poll() is not None:
                return
            time.sleep(0.05)
        raise Fault(
            f"after {limit} s {self.count()} of {records} records, {len(self.waiting())} files "
            f"waiting {self.waiting()[:3]}: {self.errors()[-600:]}")

    # Checking

    def lines(self):
        """The verdicts that all runs told; a line that a kill cut off is none."""
        found = []
        for run in range(1, self.runs + 1):
            with open(os.path.join(self.home, f"out-{run}"), "rb") as file:
                text = file.read()
            for line in text.split(b"\n")[:-1]:
                found.append(json.loads(line))
        return found

    def check(self, is_all_told=True):
        """Compares the ledger with records, files and what was told; raises at a difference."""
        with self.database() as db:
            ok = db.execute("PRAGMA integrity_check").fetchone()[0]
            rows = db.execute(
                "SELECT sequence, image_sha256, verdict FROM inspections ORDER BY sequence"
            ).fetchall()
            arrivals = db.execute(
                "SELECT sequence, name, image_sha256, ending, moved_to, is_quarantined "
                "FROM arrivals ORDER BY sequence").fetchall()
        if ok != "ok":
            raise Fault(f"integrity_check: {ok}")
        if [r[0] for r in rows] != list(range(1, len(rows) + 1)):
            raise Fault("sequence numbers have gaps")
        if [(r[0], r[1]) for r in rows] != [(a[0], a[2]) for a in arrivals]:
            raise Fault("records and arrivals differ")
        wanted = collections.Counter((name, sha) for name, sha, _ in self.ledger)
        found = collections.Counter((bytes(a[1]), a[2]) for a in arrivals)
        missing, surplus = wanted - found, found - wanted
        if missing or surplus:
            raise Fault(
                f"{sum(missing.values())} missing {list(missing)[:3]}, "
                f"{sum(surplus.values())} too many {list(surplus)[:3]}")
        verdicts = {sha: verdict for _, sha, verdict in self.ledger}
        for sequence, sha, verdict in rows:
            if verdicts[sha] is not None and verdict != verdicts[sha]:
                raise Fault(f"record {sequence} is {verdict}, not {verdicts[sha]}")
        self._check_told(rows, is_all_told)
        self._check_files(rows, arrivals)
        self._check_chain()
        return len(rows)

    def _check_told(self, rows, is_all_told):
        recorded = {sequence: (sha, verdict) for sequence, sha, verdict in rows}
        told = {}
        for line in self.lines():
            told[line["sequence"]] = (line["sha256"], line["verdict"])
        for sequence, what in told.items():
            if recorded.get(sequence) != what:
                raise Fault(f"verdict {sequence} was told and is not recorded so")
        if is_all_told and set(told) != set(recorded):
            raise Fault(f"{len(set(recorded) - set(told))} verdicts were never told")

    def _check_files(self, rows, arrivals):
        if self.after != "move":
            return
        verdicts = {row[0]: row[2] for row in rows}
        for sequence, name, sha, ending, moved_to, is_quarantined in arrivals:
            if ending == "gone":
                continue
            if ending != "moved":
                raise Fault(f"record {sequence}: its file's ending is {ending}")
            place = "quarantine" if is_quarantined else verdicts[sequence]
            path = bytes(moved_to)
            if os.path.basename(os.path.dirname(path)).decode() != place:
                raise Fault(f"record {sequence}: {path} is not in {place}")
            with open(path, "rb") as file:
                if sha256(file.read()) != sha:
                    raise Fault(f"record {sequence}: {path} has other bytes")

    def _check_chain(self):
        if not self.bench.has_chain:
            return
        done = subprocess.run(
            [self.bench.program, "trace", "verify", "--records", self.records],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise Fault("the chain of records does not verify: " + done.stdout + done.stderr)

    def finish(self):
        """Ends in order and checks everything."""
        code, seconds = self.stop()
        if code != 0:
            raise Fault(f"exit code {code}: {self.errors()[-400:]}")
        count = self.check()
        shutil.rmtree(self.home, ignore_errors=True)
        return count


class _Database:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)
        self.connection.text_factory = lambda b: b.decode(errors="surrogateescape")
        return self.connection

    def __exit__(self, *_):
        self.connection.close()


class Bench:
    """What all stations of one run of the tests share."""

    def __init__(self, program, home):
        self.program = os.path.abspath(program)
        self.home = home
        self.tags = 0
        folder = os.path.join(home, "images")
        os.mkdir(folder)
        self.images = Images(self.program, folder)
        help_text = subprocess.run(
            [self.program, "trace", "--help"], capture_output=True, text=True).stdout
        self.has_chain = " verify " in help_text

    def next_tag(self):
        self.tags += 1
        return self.tags
