"""Disks that fail, fill up, or lose their power."""

import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import time

from kills import killed_run, wait_for_tracer
from station import Fault, Station


@contextlib.contextmanager
def mounted(bench, options, source="tmpfs"):
    path = tempfile.mkdtemp(dir=bench.home)
    subprocess.run(["mount", *options, source, path], check=True, capture_output=True)
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=True)


@contextlib.contextmanager
def traced(station, thread, *expressions):
    """strace on one thread, with `expressions` for its -e."""
    task = station.thread(thread)
    arguments = [part for text in expressions for part in ("-e", text)]
    tracer = subprocess.Popen(
        ["strace", "-qq", "-o", "/dev/null", *arguments, "-p", str(task)],
        stderr=subprocess.DEVNULL)
    try:
        wait_for_tracer(station.process.pid, task, tracer)
        yield
    finally:
        tracer.terminate()
        tracer.wait()


def has_alarm(station, kind):
    return any(a["alarm"] == kind and a["state"] == "raised" for a in station.alarms())


def wait_for_alarm(station, kind, limit=30):
    deadline = time.monotonic() + limit
    while not has_alarm(station, kind):
        if time.monotonic() > deadline:
            raise Fault(f"no alarm {kind}: {station.errors()[-400:]}")
        time.sleep(0.05)


def wait_for_end(station, code, limit=30):
    try:
        found = station.process.wait(limit)
    except subprocess.TimeoutExpired:
        raise Fault("the station did not stop")
    if found != code:
        raise Fault(f"exit code {found}, not {code}: {station.errors()[-400:]}")


def fill(folder):
    """A file that takes all the room there is."""
    path = os.path.join(folder, "ballast")
    file = os.open(path, os.O_WRONLY | os.O_CREAT)
    with contextlib.suppress(OSError):
        while os.write(file, b"x" * 4096):
            pass
    os.close(file)
    return path


def power_cut(bench, full):
    """power cut: image of a loop-mounted file system taken while running, 20 times"""
    cuts = 20 if full else 2
    disk = os.path.join(bench.home, "disk.img")
    lost = told_count = 0
    for number in range(cuts):
        with open(disk, "wb") as file:
            file.truncate(64 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", disk], check=True)
        with mounted(bench, ["-o", "loop"], disk) as path:
            folder = os.path.join(path, "in")
            os.mkdir(folder)
            station = Station(
                bench, folder=folder, records=os.path.join(path, "records.sqlite"),
                output=os.path.join(path, "out"))
            station.start()
            for _ in range(60):
                station.drop()
            # At another moment of the run each time.
            while len(station.lines()) < 2 + (number * 53) % 55:
                time.sleep(0.005)
            told = station.lines()
            station.process.send_signal(19)
            copy = os.path.join(bench.home, "cut.img")
            shutil.copyfile(disk, copy)
            station.kill()
        with mounted(bench, ["-o", "loop"], copy) as path:
            with contextlib.closing(
                    sqlite3.connect(os.path.join(path, "records.sqlite"))) as db:
                if db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                    raise Fault("the records file is damaged after a power cut")
                kept = dict(db.execute("SELECT sequence, image_sha256 FROM inspections"))
            lost += sum(kept.get(line["sequence"]) != line["sha256"] for line in told)
            told_count += len(told)
            # And the station goes on from there.
            station.folder, station.output = os.path.join(path, "in"), os.path.join(path, "out")
            station.records = os.path.join(path, "records.sqlite")
            if os.path.isdir(station.folder):
                station.start()
                station.stop()
    if lost:
        raise Fault(f"{lost} of {told_count} acknowledged records were lost")
    return f"{cuts} cuts, {told_count} acknowledged records, none lost"


def fsync_fails(bench, full):
    """fsync answers EIO"""
    rounds = 20 if full else 3
    for number in range(1, rounds + 1):
        station = Station(bench)
        station.start()
        with traced(station, "recorder", "trace=fdatasync,fsync",
                    f"inject=fdatasync,fsync:error=EIO:when={number}+"):
            # Until so many flushes were made: several images may share one.
            deadline = time.monotonic() + 120
            while not has_alarm(station, "records") and time.monotonic() < deadline:
                station.drop()
                time.sleep(0.05)
            wait_for_alarm(station, "records")
            wait_for_end(station, 4)
        # Recorded though the disk did not confirm it is allowed; told and not recorded is not.
        station.start()
        station.wait()
        station.finish()
    return f"{rounds} runs: alarm, exit code 4, nothing told that is not recorded"


def write_fails(bench, full):
    """write answers ENOSPC, then EIO"""
    station = Station(bench)
    station.start()
    with traced(station, "recorder", "trace=pwrite64,ftruncate,fallocate",
                "inject=pwrite64:error=ENOSPC:when=6..400"):
        for _ in range(20):
            station.drop()
        wait_for_alarm(station, "records")
        told = len(station.lines())
        time.sleep(1)
        if len(station.lines()) != told:
            raise Fault("verdicts were told while nothing could be recorded")
    station.wait()
    station.finish()
    station = Station(bench)
    station.start()
    with traced(station, "recorder", "trace=pwrite64", "inject=pwrite64:error=EIO:when=6+"):
        for _ in range(20):
            station.drop()
        wait_for_alarm(station, "records")
        wait_for_end(station, 4)
    station.start()
    station.wait()
    station.finish()
    return "ENOSPC: alarm, waits, goes on by itself; EIO: alarm, exit code 4"


def no_descriptors(bench, full):
    """no more file descriptors (EMFILE)"""
    station = Station(bench)
    station.start()
    for _ in range(3):
        station.drop()
    station.wait()
    usual = resource.prlimit(station.process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(station.process.pid, resource.RLIMIT_NOFILE, (3, usual[1]))
    for _ in range(5):
        station.drop()
    wait_for_alarm(station, "unreadable")
    if station.count() != 3:
        raise Fault("something was recorded without being read")
    resource.prlimit(station.process.pid, resource.RLIMIT_NOFILE, usual)
    station.wait()
    return f"alarm, no verdict; then {station.finish()} images recorded"


def database_disk_full(bench, full):
    """disk of the records full, and freed again"""
    rounds = 5 if full else 1
    with mounted(bench, ["-t", "tmpfs", "-o", "size=64m" if full else "size=16m"]) as path:
        station = Station(bench, records=os.path.join(path, "records.sqlite"))
        station.start()
        for _ in range(rounds):
            station.drop()
            station.wait()
            ballast = fill(path)
            for _ in range(1500 if full else 150):
                station.drop()
            wait_for_alarm(station, "records", 60)
            before = station.count()
            time.sleep(1)
            if len(station.lines()) > before:
                raise Fault("verdicts were told that are not recorded")
            os.unlink(ballast)
            station.wait()
        count = station.finish()
    return f"{rounds} times alarm and wait; {count} images recorded by itself afterwards"


def image_disk_full(bench, full):
    """disk of the images full, and freed again"""
    with mounted(bench, ["-t", "tmpfs", "-o", "size=256k"]) as path:
        station = Station(bench, output=os.path.join(path, "out"))
        station.start()
        ballast = fill(path)
        for _ in range(8):
            station.drop()
        station.wait(is_empty=False)
        wait_for_alarm(station, "output")
        if len(station.waiting()) == 0:
            raise Fault("images went to a full disk")
        os.unlink(ballast)
        station.wait()
        count = station.finish()
    return f"{count} records at once, alarm; images moved when there was room"


def other_file_system(bench, full):
    """output on another file system"""
    with mounted(bench, ["-t", "tmpfs", "-o", "size=64m"]) as path:
        station = Station(bench, output=os.path.join(path, "out"))
        station.start()
        for _ in range(300 if full else 30):
            station.drop()
        station.wait()
        count = station.finish()
    return f"{count} images copied, synchronised, and only then removed"


def kill_while_copying(bench, full):
    """kill -9 at every call that moves a file to another file system"""
    kills = 0
    with mounted(bench, ["-t", "tmpfs", "-o", "size=64m"]) as path:
        for call in ("renameat", "linkat", "openat", "write", "fsync", "unlinkat"):
            number = 1
            while killed_run(bench, call, number, "files", 4, os.path.join(path, "out")):
                kills += 1
                number += 1 if full else 5
                shutil.rmtree(os.path.join(path, "out"), ignore_errors=True)
            shutil.rmtree(os.path.join(path, "out"), ignore_errors=True)
    return f"{kills} kills, each followed by a start; 4 images a run"


def read_only_database(bench, full):
    """records file that may not be written"""
    station = Station(bench)
    station.start()
    station.drop()
    station.wait()
    station.stop()
    os.chmod(station.records, 0o444)
    for path in (bench.home, station.home, station.folder):
        os.chmod(path, 0o777)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    station.drop()
    if station.start(prefix=as_nobody if os.geteuid() == 0 else ()):
        raise Fault("the station runs without being able to record")
    wait_for_end(station, 2)
    if station.lines()[1:]:
        raise Fault("a verdict was told")
    os.chmod(station.records, 0o644)
    station.start()
    station.wait()
    station.finish()
    return "exit code 2 with the cause, no verdict; fixed, it goes on"


def locked_database(bench, full):
    """records file locked by another program"""
    station = Station(bench)
    station.start()
    station.drop()
    station.wait()
    with contextlib.closing(sqlite3.connect(station.records, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        for _ in range(10):
            station.drop()
        wait_for_alarm(station, "records", 30)
        if len(station.lines()) != 1:
            raise Fault("a verdict was told that is not recorded")
        db.execute("ROLLBACK")
    station.wait()
    return f"alarm after 5 s, waits; then {station.finish()} images recorded"
