"""The program is killed at every system call that writes, and at random times."""

import os
import random
import shutil
import subprocess
import time

from station import Fault, Station

CALLS = "write,pwrite64,pwritev,writev,fsync,fdatasync,ftruncate,rename,renameat,renameat2," \
        "link,linkat,unlink,unlinkat"


def killed_run(bench, call, number, thread, images, output=None):
    """One run that is killed when `thread` (any where None) makes its `number`th `call`; then one to
    the end. Returns whether it was killed."""
    station = Station(bench, output=output)
    inject = f"inject={call}:signal=SIGKILL:when={number}"
    trace = ["strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
    tracer = None
    if thread is None:
        for _ in range(images):
            station.drop()
        station.start(prefix=[*trace, "-f"], ready=False)
    else:
        station.start()
        task = station.thread(thread)
        tracer = subprocess.Popen([*trace, "-p", str(task)], stderr=subprocess.DEVNULL)
        wait_for_tracer(station.process.pid, task, tracer)
        for _ in range(images):
            station.drop()
    station.wait(images)
    killed = station.process.poll() is not None
    if not killed:
        # The call may also be one of those with which the program ends.
        killed = station.stop(tracee=thread is None)[0] != 0
    if tracer:
        tracer.kill()
        tracer.wait()
    if killed:
        station.start()
        station.wait()
        station.finish()
    else:
        station.check()
        shutil.rmtree(station.home, ignore_errors=True)
    return killed


def wait_for_tracer(process, task, tracer):
    for _ in range(500):
        with open(f"/proc/{process}/task/{task}/status") as file:
            if "TracerPid:\t0\n" not in file.read():
                return
        if tracer.poll() is not None:
            raise Fault("strace could not attach")
        time.sleep(0.01)
    raise Fault("strace did not attach")


def kill_at_every_call(bench, full):
    """kill -9 at every write, fsync, rename and unlink of a 20-image run"""
    images = 20 if full else 4
    kills = 0
    for thread, calls in (
        (None, CALLS.split(",")),
        ("recorder", ["pwrite64", "fdatasync", "fsync", "write", "ftruncate"]),
        ("files", ["renameat", "renameat2", "linkat", "unlinkat", "rename", "unlink"]),
        ("verdicts", ["write"]),
    ):
        for call in calls:
            number, step = 1, 1 if full else 23
            while killed_run(bench, call, number, thread, images):
                kills += 1
                number += step
    if kills == 0:
        raise Fault("no run was killed")
    return f"{kills} kills, each followed by a start; {images} images a run"


def kill_at_random(bench, full):
    """random kills"""
    kills, images = (200, 5000) if full else (6, 120)
    station = Station(bench)
    chance = random.Random(6)
    dropped = 0
    for number in range(kills):
        station.start(ready=False)
        end = time.monotonic() + chance.uniform(0.05, 1.2)
        share = (images - dropped) // (kills - number)
        for _ in range(share):
            station.drop(how=chance.choice(["rename", "write"]))
            dropped += 1
        time.sleep(max(0, end - time.monotonic()))
        station.kill()
    while dropped < images:
        station.drop()
        dropped += 1
    station.start()
    station.wait(limit=600)
    count = station.finish()
    return f"{kills} kills, {count} images, each with one record"
