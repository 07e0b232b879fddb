"""Files that come in unusual ways, and things that are no files."""

import os
import random
import socket
import shutil
import threading
import time

from station import Fault, Station, sha256


def waiting_before_start(bench, full):
    """files waiting before the start"""
    station = Station(bench)
    for _ in range(200 if full else 20):
        station.drop()
    station.start()
    station.wait()
    return f"{station.finish()} images"


def slow_writers(bench, full):
    """slow writers: 10 chunks over 3 s, 20 at once"""
    station = Station(bench)
    station.start()
    writers, seconds = (20, 3.0) if full else (5, 1.0)
    made = [(f"slow-{i}.png", *station.image()) for i in range(writers)]

    def write(name, data):
        size = -(-len(data) // 10)
        with open(station.path(name), "wb") as file:
            for start in range(0, len(data), size):
                file.write(data[start:start + size])
                file.flush()
                time.sleep(seconds / 10)

    threads = [threading.Thread(target=write, args=(n, d)) for n, d, _ in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, data, verdict in made:
        station.enter(name, data, verdict)
    station.wait()
    return f"{station.finish()} images, none recorded before it was complete"


def closed_and_opened_again(bench, full):
    """writers that close and open the file again between chunks"""
    station = Station(bench)
    station.start()
    made = [(f"again-{i}.png", *station.image()) for i in range(20 if full else 4)]
    for chunk in range(5):
        for name, data, _ in made:
            size = -(-len(data) // 5)
            with open(station.path(name), "ab") as file:
                file.write(data[chunk * size:(chunk + 1) * size])
        time.sleep(0.3)
    for name, data, verdict in made:
        station.enter(name, data, verdict)
    station.wait()
    return f"{station.finish()} images, none recorded before it was complete"


def rename_in(bench, full):
    """rename-in of 1,000"""
    station = Station(bench)
    station.start()
    side = os.path.join(station.home, "side")
    os.mkdir(side)
    names = [f"burst-{i}.png" for i in range(1000 if full else 60)]
    for name in names:
        data, verdict = station.image()
        with open(os.path.join(side, name), "wb") as file:
            file.write(data)
        station.enter(name, data, verdict)
    for name in names:
        os.rename(os.path.join(side, name), station.path(name))
    station.wait(limit=300)
    return f"{station.finish()} images"


def overwrite_in_place(bench, full):
    """overwrite in place, each once the one before is recorded"""
    station = Station(bench, after="keep")
    station.start()
    rounds = 100 if full else 8
    for number in range(rounds):
        station.drop("same.png", how="write")
        station.wait(number + 1)
    return f"{station.finish()} contents of one file"


def same_name(bench, full):
    """same name with new content 1,000 times"""
    station = Station(bench)
    station.start()
    for _ in range(1000 if full else 40):
        station.drop("same.png")
        while os.path.exists(station.path("same.png")):
            time.sleep(0.002)
            if station.process.poll() is not None:
                raise Fault("the station ended: " + station.errors()[-400:])
    station.wait()
    return f"{station.finish()} contents of one name, none overwritten in the output"


def same_bytes(bench, full):
    """identical bytes again are new arrivals, with an alarm"""
    station = Station(bench)
    station.start()
    data, verdict = station.image()
    times = 20 if full else 4
    for number in range(times):
        station.put(f"frozen-{number}.png", data)
        station.enter(f"frozen-{number}.png", data, None)
        station.wait()
    if not any(a["alarm"] == "frozen" for a in station.alarms()):
        raise Fault("no alarm of a frozen camera")
    return f"{station.finish()} arrivals of the same bytes, 1 alarm"


def removed_before_reading(bench, full):
    """removed before it is read"""
    station = Station(bench)
    station.start()
    times = 200 if full else 20
    for number in range(times):
        data, _ = station.image()
        part = data[:len(data) // 2]
        with open(station.path(f"brief-{number}.png"), "wb") as file:
            file.write(part)
        os.unlink(station.path(f"brief-{number}.png"))
        if number % 10 == 0:
            station.drop()
    station.wait()
    time.sleep(0.5)
    return f"{times} removed, {station.finish()} others recorded"


def permission_denied(bench, full):
    """permission denied and later fixed"""
    if os.geteuid() == 0:
        # Root may read everything; the program runs as somebody else.
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    else:
        prefix = []
    station = Station(bench)
    for path in (bench.home, station.home, station.folder):
        os.chmod(path, 0o777)
    station.start(prefix=prefix)
    made = []
    for number in range(20 if full else 3):
        data, verdict = station.image()
        name = f"closed-{number}.png"
        part = station.path(".feeder.part")
        with open(part, "wb") as file:
            file.write(data)
        os.chmod(part, 0)
        os.rename(part, station.path(name))
        made.append((name, data, verdict))
    station.drop()
    station.wait(1, is_empty=False)
    deadline = time.monotonic() + 20
    while not any(a["alarm"] == "unreadable" for a in station.alarms()):
        if time.monotonic() > deadline:
            raise Fault("no alarm of an unreadable file")
        time.sleep(0.1)
    for name, data, verdict in made:
        os.chmod(station.path(name), 0o644)
        station.enter(name, data, verdict)
    station.wait()
    return f"{station.finish()} images, alarm before"


def special_files(bench, full):
    """links, pipes, sockets, devices and folders that are called like images"""
    station = Station(bench)
    outside = os.path.join(station.home, "outside.png")
    with open(outside, "wb") as file:
        file.write(station.image()[0])

    def make(suffix):
        os.symlink(outside, station.path(f"link{suffix}.png"))
        os.symlink("nowhere", station.path(f"broken{suffix}.png"))
        os.mkfifo(station.path(f"pipe{suffix}.png"))
        os.mkdir(station.path(f"folder{suffix}.png"))
        server = socket.socket(socket.AF_UNIX)
        here = os.getcwd()
        os.chdir(station.folder)
        server.bind(f"socket{suffix}.png")
        os.chdir(here)
        if os.geteuid() == 0:
            os.mknod(station.path(f"device{suffix}.png"), 0o20644, os.makedev(1, 8))
        return server

    sockets = [make("-before")]
    station.start()
    sockets.append(make("-after"))
    station.drop()
    station.wait(is_empty=False)
    time.sleep(1)
    count = station.finish_keeping()
    return f"{len(station.special)} special files left alone, {count} image recorded"


def odd_names(bench, full):
    """odd names"""
    station = Station(bench)
    station.start()
    names = [
        b"blank name.png", b"tab\tname.png", b"line\nbreak.png", b"quote\".png", b"'.png",
        b"back\\slash.png", b"esc\\x41aped.png", b"\xff\xfe.png", b"a\xcc\x81.png", b"\xc3\xa1.png",
        "日本語.png".encode(), b"semi;colon.png", b"star*.png", b"-dash.png", b"%41.png",
        b"UPPER.PNG", b"emoji\xf0\x9f\x98\x80.png", b"x" * 251 + b".png", b"cr\r.png", b"\x01.png",
        b"half\xc3.png", b"$(touch pwned).png", b"a..png.png", b"~.png"]
    for name in names:
        station.drop(name)
    for name in (b".hidden.png", b"x.png.tmp", b"x.png.part", b"x.part", b"x.txt"):
        with open(station.path(name), "wb") as file:
            file.write(station.image()[0])
    station.wait(is_empty=False)
    with station.database() as db:
        found = [bytes(row[0]) for row in db.execute("SELECT name FROM arrivals")]
    if sorted(found) != sorted(names):
        raise Fault(f"names differ: {set(names) ^ set(found)}")
    return f"{station.finish()} names come back byte for byte; hidden and temporary ones left alone"


def corrupt_among_good(bench, full):
    """10 corrupt among 1,000, in 20 shuffles"""
    shuffles, size = (20, 1000) if full else (1, 60)
    chance = random.Random(7)
    total = 0
    for _ in range(shuffles):
        station = Station(bench)
        station.start()
        order = [False] * (size - 10) + [True] * 10
        chance.shuffle(order)
        for number, is_bad in enumerate(order):
            data, verdict = station.image()
            if is_bad:
                data, verdict = corrupted(data, chance), "uninspectable"
            name = f"mix-{number:04d}.png"
            station.put(name, data, chance.choice(["rename", "write"]))
            station.enter(name, data, verdict)
        station.wait(limit=300)
        quarantine = os.listdir(os.path.join(station.output, "quarantine"))
        if len(quarantine) != 10:
            raise Fault(f"{len(quarantine)} files in the quarantine, not 10")
        total += station.finish()
    return f"{shuffles} shuffles, {total} images; each corrupt one uninspectable and in quarantine"


def corrupted(data, chance):
    kind = chance.randrange(4)
    if kind == 0:
        return data[:chance.randrange(20, len(data) - 12)] + b"%d" % chance.randrange(10**9)
    if kind == 1:
        place = chance.randrange(60, len(data) - 60)
        return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1:]
    if kind == 2:
        return bytes(chance.randrange(256) for _ in range(500))
    return data[:len(data) - 12] + b"\0" * chance.randrange(1, 5000)


def _finish_keeping(self):
    """As finish, and what is no file is still there, untouched."""
    self.special = sorted(os.listdir(self.folder))
    code, _ = self.stop()
    if code != 0:
        raise Fault(f"exit code {code}")
    count = self.check()
    shutil.rmtree(self.home, ignore_errors=True)
    return count


Station.finish_keeping = _finish_keeping
