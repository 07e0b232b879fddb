#!/usr/bin/env python3
"""Compares how fast `watch --serve` inspects with and without slow connections to its dashboard.

usage: slow-connections.py PROGRAM [--connections 1000] [--images 1500] [--rounds 5]

One station runs throughout. Each round drops the same number of images twice, once with nobody
connected and once with all slow connections open, in turns, and takes the time until all are recorded.
A quarter each of the connections sends its header a byte a second, listens to events and reads nothing,
asks for a picture and reads nothing, and has sent the half of a form. Those that the station closes are
opened again at once. Exit code 1 where the median of the rounds drops by 5 % or more, or records differ
from what arrived.
"""

import argparse
import os
import resource
import selectors
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Faults"))

from station import Bench, Fault, Station  # noqa: E402

HEAD = b"Host: localhost\r\n"
KINDS = {
    "header": b"GET / HTTP/1.1\r\n" + HEAD + b"X: ",
    "events": b"GET /events HTTP/1.1\r\n" + HEAD + b"\r\n",
    "picture": b"GET /images/1 HTTP/1.1\r\n" + HEAD + b"\r\n",
    "form": b"POST /review/decisions HTTP/1.1\r\n" + HEAD
    + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na=",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class SlowConnections:
    """Keeps connections open that want little and take nothing."""

    def __init__(self, port, count):
        self.port, self.count = port, count
        self.open = {}
        self.opened = 0
        self.selector = selectors.DefaultSelector()
        self.is_ending = False
        for number in range(count):
            self._connect(list(KINDS)[number % len(KINDS)])
        self.thread = threading.Thread(target=self._keep)
        self.thread.start()

    def _connect(self, kind):
        connection = socket.socket()
        # The less the system takes for it, the sooner the station sees that nobody reads.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(10)
        connection.connect(("127.0.0.1", self.port))
        connection.sendall(KINDS[kind])
        connection.setblocking(False)
        self.open[connection] = kind
        self.opened += 1
        # What comes is not read: only the end of the connection is of interest.
        self.selector.register(connection, selectors.EVENT_READ)

    def _is_closed(self, connection):
        try:
            return connection.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def _keep(self):
        while not self.is_ending:
            for connection, kind in list(self.open.items()):
                try:
                    if kind in ("header", "form"):
                        connection.send(b"a")
                    is_closed = self._is_closed(connection)
                except BlockingIOError:
                    is_closed = False
                except OSError:
                    is_closed = True
                if is_closed:
                    self.selector.unregister(connection)
                    del self.open[connection]
                    connection.close()
                    try:
                        self._connect(kind)
                    except OSError:
                        pass
            time.sleep(1)

    def close(self):
        self.is_ending = True
        self.thread.join()
        for connection in self.open:
            connection.close()


def connections_seen(port):
    """How many connections the station has, by its metrics."""
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(b"GET /metrics HTTP/1.1\r\n" + HEAD + b"Connection: close\r\n\r\n")
        text = b""
        while more := connection.recv(65536):
            text += more
    for line in text.splitlines():
        if line.startswith(b"sightline_dashboard_connections "):
            return int(line.split()[1])
    raise Fault("no metrics: " + text[:200].decode())


def wait_for_connections(port, count):
    """Until the station has most of them; those that it closed meanwhile are opened within a second."""
    deadline = time.monotonic() + 60
    while (seen := connections_seen(port)) < 0.7 * count:
        if time.monotonic() > deadline:
            raise Fault(f"{seen} of {count} connections are open")
        time.sleep(0.2)
    return seen


def batch(station, images):
    """Seconds until `images` images are recorded that were made before."""
    parts = os.path.join(station.home, "parts")
    os.makedirs(parts, exist_ok=True)
    names = []
    for _ in range(images):
        data, verdict = station.image()
        name = f"part-{len(station.ledger):06d}.png"
        with open(os.path.join(parts, name), "wb") as file:
            file.write(data)
        station.enter(name, data, verdict)
        names.append(name)
    start = time.monotonic()
    for name in names:
        os.rename(os.path.join(parts, name), os.path.join(station.folder, name))
    station.wait(is_empty=False, limit=600)
    seconds = time.monotonic() - start
    if station.count() != len(station.ledger):
        raise Fault(f"{station.count()} records of {len(station.ledger)} images")
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--images", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit, 8192), limit))
    home = tempfile.mkdtemp(prefix="sightline-slow-")
    try:
        return compare(arguments, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def compare(arguments, home):
    bench = Bench(arguments.program, home)
    port = free_port()
    station = Station(bench, after="keep", options=["--serve", f"127.0.0.1:{port}"])
    if not station.start():
        raise Fault("the station did not start: " + station.errors())
    batch(station, arguments.images // 4)
    shares, seen = [], []
    for number in range(arguments.rounds):
        seconds = {}
        # In turns, so that what drifts counts for both.
        for with_slow in (False, True) if number % 2 == 0 else (True, False):
            slow = SlowConnections(port, arguments.connections) if with_slow else None
            if slow:
                seen.append(wait_for_connections(port, arguments.connections))
            seconds[with_slow] = batch(station, arguments.images)
            if slow:
                seen.append(connections_seen(port))
                slow.close()
        rates = {key: arguments.images / value for key, value in seconds.items()}
        shares.append(rates[True] / rates[False])
        print(f"round {number + 1}: {rates[False]:.1f} images/s alone, {rates[True]:.1f} with "
              f"{arguments.connections} slow connections, {100 * (shares[-1] - 1):+.1f} %",
              flush=True)
    alarms = [alarm for alarm in station.alarms() if alarm["alarm"] == "dashboard"]
    code, ending = station.stop()
    drop = 100 * (1 - statistics.median(shares))
    print(f"median {-drop:+.1f} %, connections open at the station {min(seen)} to {max(seen)}, "
          f"{len(station.ledger)} images, {station.count()} records, "
          f"SIGTERM: exit code {code} after {ending:.1f} s")
    if alarms:
        print(f"alarm: {alarms[0]}")
    return 1 if drop >= 5 or alarms or code != 0 else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Fault as fault:
        print(f"slow-connections: {fault}")
        sys.exit(1)
