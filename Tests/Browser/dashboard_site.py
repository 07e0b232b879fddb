"""A small factory for the browser tests: boards from SampleImages in several lots, the records of their
inspection, and the dashboards over them. Everything lies in one folder."""

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Tests", "Faults"))

from station import RECIPE, tagged  # noqa: E402
from webdriver import wait_for  # noqa: E402

SAMPLES = os.path.join(ROOT, "SampleImages")
GOOD = [f"good-0{number}" for number in range(1, 6)]
# The board at each of these places of a lot is bad.
BAD = [{7: "spur-01"}, {}, {4: "pin-hole-01", 15: "open-01"}, {11: "mousebite-01"},
       {3: "short-01", 12: "mixed-01"}, {}, {9: "spur-01"}, {2: "mousebite-01", 17: "mixed-02"}]
LOT_SIZE = 20
PASSWORDS = {"vera": "only looking 1", "otto": "at the line 2", "emil": "changes recipes 3"}
ROLES = {"vera": "viewer", "otto": "operator", "emil": "engineer"}


class Site:
    """Records, accounts, and the programs that serve them; `close()` ends those."""

    def __init__(self, program, home):
        self.program = os.path.abspath(program)
        self.home = home
        self.boards = self._made("boards")
        self.folder = self._made("in")
        self.records = os.path.join(home, "records.sqlite")
        self.accounts = os.path.join(home, "accounts.sqlite")
        self.number = 0
        self.served = []

    def _made(self, name):
        path = os.path.join(self.home, name)
        os.mkdir(path)
        return path

    def call(self, *arguments, codes=(0,), entry=None):
        """Runs the program and returns what it printed."""
        done = subprocess.run(
            [self.program, *arguments], capture_output=True, text=True, input=entry,
            env=dict(os.environ, TZ="UTC"), cwd=self.home)
        if done.returncode not in codes:
            raise RuntimeError(f"sightline {' '.join(arguments)}: {done.returncode}: {done.stderr}")
        return done.stdout

    # Boards

    def board(self, kind, folder):
        """A copy of a sample board with bytes of its own in `folder`, its template beside it."""
        self.number += 1
        name = f"B{self.number:04d}"
        shutil.copy(os.path.join(SAMPLES, kind + "_temp.png"),
                    os.path.join(folder, name + "_temp.png"))
        with open(os.path.join(SAMPLES, kind + "_test.png"), "rb") as file:
            data = tagged(file.read(), self.number)
        part = os.path.join(folder, f".{name}.part")
        with open(part, "wb") as file:
            file.write(data)
        path = os.path.join(folder, name + "_test.png")
        os.rename(part, path)
        return path

    def inspect(self, lot, kinds, *options):
        """Inspects such boards as `lot`."""
        path = os.path.join(self.home, "list.csv")
        with open(path, "w", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(["image", "template", "serial", "lot"])
            for kind in kinds:
                image = self.board(kind, self.boards)
                template = image.replace("_test", "_temp")
                lines.writerow([image, template, os.path.basename(image)[:5], lot])
        self.call("inspect", "--list", path, "--recipe", RECIPE, "--jobs", "1", "--quiet",
                  "--output", os.path.join(self.home, "reports"), "--records", self.records,
                  "--station", "line-1", "--camera", "top", "--operator", "otto", *options,
                  codes=(0, 1, 3))

    def fill(self):
        """The records of eight lots, most of them good; one board came twice, and two are not clear."""
        for number, bad in enumerate(BAD, 1):
            self.inspect(f"L-{2400 + number}", [
                bad.get(place, GOOD[place % len(GOOD)]) for place in range(LOT_SIZE)])
        again = self.query("SELECT image_path, serial FROM inspections WHERE verdict = 'fail' "
                           "ORDER BY sequence LIMIT 1")[0]
        path = os.path.join(self.home, "list.csv")
        with open(path, "w", newline="") as file:
            csv.writer(file).writerows([
                ["image", "template", "serial", "lot"],
                [again[0], again[0].replace("_test", "_temp"), again[1], "L-2408"]])
        self.call("inspect", "--list", path, "--recipe", RECIPE, "--quiet", "--output",
                  os.path.join(self.home, "reports"), "--records", self.records, "--station",
                  "line-1", codes=(1,))
        self.inspect("L-2408", ["spur-01", "short-01"], "--set", "decide.operatingPoint=0.99999",
                     "--set", "decide.reviewBand=0.01")
        self.inspect("L-2408", ["damaged-01", "good-02", "mixed-01"])
        for name, role in ROLES.items():
            self.call("accounts", "add", name, "--role", role, "--accounts", self.accounts,
                      entry=PASSWORDS[name] + "\n")

    def query(self, text, *values):
        """Rows of the records, which are only read."""
        database = sqlite3.connect(f"file:{self.records}?mode=ro", uri=True, timeout=30)
        try:
            return database.execute(text, values).fetchall()
        finally:
            database.close()

    # Dashboards

    def serve(self, *options):
        """Starts a dashboard; returns its address without a slash at the end."""
        return self._start(
            "serve", ["--records", self.records, "--listen", "127.0.0.1:0", *options])

    def watch(self, *options):
        """Starts a station that watches the folder and serves the dashboard; returns its address."""
        return self._start("watch", [
            self.folder, "--recipe", RECIPE, "--template-suffix", "_test=_temp", "--records",
            self.records, "--station", "line-1", "--camera", "top", "--lot", "L-2409",
            "--serial-from", "^B[0-9]+", "--alarm-fails", "3", "--alarm-disk", "0", "--serve",
            "127.0.0.1:0", *options])

    def _start(self, command, arguments):
        log = os.path.join(self.home, f"{command}-{len(self.served) + 1}.log")
        with open(log, "wb") as file:
            process = subprocess.Popen(
                [self.program, command, *arguments], stdout=file, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, env=dict(os.environ, TZ="UTC"), cwd=self.home)
        self.served.append(process)

        def address():
            with open(log) as file:
                said = file.read()
            if process.poll() is not None:
                raise RuntimeError(f"sightline {command} ended: {said}")
            _, mark, rest = said.partition("http://127.0.0.1:")
            return mark + rest.partition("/")[0] if "/" in rest else None

        return wait_for(address, f"sightline {command} says its address")

    def close(self):
        for process in self.served:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.served:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
