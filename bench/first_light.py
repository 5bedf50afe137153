"""Fills a data folder, starts a server on it and measures how it answers. Standard library only.

Every answer is checked; a wrong one ends the run. Times are those of a client on the same machine, from the first
byte sent to the last byte received.
"""

import argparse
import base64
import http.client
import json
import multiprocessing
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time

CLOSING_RESPONSE = re.compile(rb"</(?:\w+:)?response>")
TOKEN = re.compile(rb"<(?:\w+:)?sync-token>([^<]+)<")
PROPFIND = b"""<?xml version="1.0"?>
<propfind xmlns="DAV:"><prop><getetag/><getcontenttype/><resourcetype/></prop></propfind>"""
SYNC = """<?xml version="1.0"?>
<sync-collection xmlns="DAV:"><sync-token>%s</sync-token><sync-level>1</sync-level>
<prop><getetag/></prop></sync-collection>"""


def event(uid):
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fasti//bench//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20260501T080000Z\r\nDTSTART:20260610T140000Z\r\nDTEND:20260610T150000Z\r\n"
        f"SUMMARY:Event {uid}\r\nDESCRIPTION:{'Some words that say what it is about. ' * 6}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


class Client:
    """One keep-alive connection."""

    def __init__(self, options):
        credentials = f"{options.user}:{options.password}".encode()
        self.headers = {"Authorization": "Basic " + base64.b64encode(credentials).decode()}
        self.connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=120)

    def ask(self, method, path, body, headers, status):
        self.connection.request(method, path, body, {**self.headers, **headers})
        answer = self.connection.getresponse()
        octets = answer.read()
        if answer.status != status:
            sys.exit(f"{method} {path}: {answer.status}, not {status}: {octets[:500]!r}")
        return octets

    def propfind(self, path, members):
        headers = {"Depth": "1", "Content-Type": "application/xml"}
        octets = self.ask("PROPFIND", path, PROPFIND, headers, 207)
        expect("PROPFIND", members + 1, octets)

    def sync(self, path, token, members):
        headers = {"Depth": "0", "Content-Type": "application/xml"}
        octets = self.ask("REPORT", path, (SYNC % token).encode(), headers, 207)
        expect("sync-collection", members, octets)
        return TOKEN.search(octets).group(1).decode()

    def put(self, path, uid):
        headers = {"Content-Type": "text/calendar; charset=utf-8", "If-None-Match": "*"}
        self.ask("PUT", path + uid + ".ics", event(uid), headers, 201)


def expect(what, count, octets):
    found = len(CLOSING_RESPONSE.findall(octets))
    if found != count:
        sys.exit(f"{what}: {found} responses, not {count}: {octets[:500]!r}")


def fill(folder, members):
    os.makedirs(folder)
    with open(os.path.join(folder, ".Radicale.props"), "w", encoding="utf-8") as props:
        json.dump({"tag": "VCALENDAR", "D:displayname": "Bench"}, props)
    for number in range(members):
        uid = f"bench-{number:06d}"
        with open(os.path.join(folder, uid + ".ics"), "wb") as member:
            member.write(event(uid))


def start(options):
    """Starts the server; returns it and the milliseconds until it answered a request."""
    begin = time.monotonic()
    server = subprocess.Popen(options.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=options.log)
    while time.monotonic() - begin < 120:
        if server.poll() is not None:
            sys.exit(f"the server ended with {server.returncode}; see {options.log.name}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=60)
            connection.request("PROPFIND", "/", headers={"Depth": "0"})
            status = connection.getresponse().status
            connection.close()
            if status != 401:
                server.kill()
                sys.exit(f"PROPFIND / without a password: {status}, not 401")
            return server, (time.monotonic() - begin) * 1000
        except OSError:
            time.sleep(0.003)
    server.kill()
    sys.exit("the server did not answer within 120 s")


def stop(server):
    server.send_signal(signal.SIGTERM)
    if server.wait(60) != 0:
        sys.exit(f"the server ended with {server.returncode} on SIGTERM")


def pss(server):
    with open(f"/proc/{server.pid}/smaps_rollup", encoding="ascii") as rollup:
        kilobytes = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return kilobytes / 1024


def timed(action):
    begin = time.monotonic()
    result = action()
    return (time.monotonic() - begin) * 1000, result


def median(action, warm_up=10, runs=20):
    for _ in range(warm_up):
        action()
    return statistics.median(timed(action)[0] for _ in range(runs))


def put_for(options, path, prefix, seconds, counts):
    client = Client(options)
    done, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        client.put(path, f"{prefix}-{done}")
        done += 1
    counts.put(done)


def puts_per_second(options, path, clients, round_name):
    """Returns the rate and the number of PUTs; each client is a process with one connection."""
    counts = multiprocessing.Queue()
    names = [f"{round_name}-{clients}-{number}" for number in range(clients)]
    workers = [
        multiprocessing.Process(target=put_for, args=(options, path, name, options.seconds, counts)) for name in names
    ]
    begin = time.monotonic()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    took = time.monotonic() - begin
    if any(worker.exitcode != 0 for worker in workers):
        sys.exit("a PUT failed")
    total = sum(counts.get() for _ in workers)
    return total / took, total


def disk(folder, seconds=2):
    """How often a second the disk itself can do what a PUT needs: write, fsync, rename, fsync the folder."""
    os.makedirs(folder)
    directory = os.open(folder, os.O_RDONLY)
    done, end, octets = 0, time.monotonic() + seconds, event("disk")
    while time.monotonic() < end:
        with open(os.path.join(folder, "new"), "wb") as out:
            out.write(octets)
            out.flush()
            os.fsync(out.fileno())
        os.rename(os.path.join(folder, "new"), os.path.join(folder, f"{done}"))
        os.fsync(directory)
        done += 1
    os.close(directory)
    shutil.rmtree(folder)
    return done / seconds


def measure(options):
    path, members = f"/{options.user}/bench/", options.members
    rows = [("the disk alone: write, fsync, rename, fsync folder", "/s", disk(os.path.join(options.data, "disk")))]
    server, milliseconds = start(options)
    stop(server)
    starts = [milliseconds]
    fill(os.path.join(options.data, "collection-root", options.user, "bench"), members)
    server, milliseconds = start(options)
    starts.append(milliseconds)
    client = Client(options)
    rows.append((f"first listing of {members} new files (indexing them)", "ms", timed(lambda: client.propfind(path, members))[0]))
    stop(server)
    for _ in range(3):
        server, milliseconds = start(options)
        starts.append(milliseconds)
        stop(server)
    rows.append(("start to first answer, median of 5", "ms", statistics.median(starts)))
    server, _ = start(options)
    time.sleep(5)
    rows.append(("idle memory after start (PSS)", "MiB", pss(server)))
    client = Client(options)
    rows.append(("first listing after a restart", "ms", timed(lambda: client.propfind(path, members))[0]))
    rows.append((f"PROPFIND Depth 1, {members} members", "ms", median(lambda: client.propfind(path, members))))
    token = client.sync(path, "", members)
    rows.append((f"sync-collection, initial, {members} members", "ms", median(lambda: client.sync(path, "", members))))
    rows.append(("sync-collection, nothing new", "ms", median(lambda: client.sync(path, token, 0))))
    puts_per_second(options, path, 1, "warm")
    added = len(os.listdir(os.path.join(options.data, "collection-root", options.user, "bench")))
    for clients in (1, 8):
        rate, _ = puts_per_second(options, path, clients, "put")
        rows.append((f"PUT of a new event, {clients} keep-alive client{'s' * (clients > 1)}", "/s", rate))
    folder = os.listdir(os.path.join(options.data, "collection-root", options.user, "bench"))
    now = sum(name.endswith(".ics") for name in folder)
    if len(folder) <= added:
        sys.exit("the PUTs left no files")
    Client(options).propfind(path, now)
    time.sleep(5)
    rows.append((f"memory after all this, {now} members (PSS)", "MiB", pss(server)))
    stop(server)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=10000)
    parser.add_argument("--seconds", type=float, default=5, help="how long each round of PUTs lasts")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("command", nargs="+", help="the server's command line, after --")
    options = parser.parse_args()
    with open(os.path.join(options.data, "server.log"), "wb") as options.log:
        rows = measure(options)
    print(f"{os.cpu_count()} CPUs, {' '.join(options.command[:-7]) or 'java'}, load {os.getloadavg()[0]:.1f}")
    print(f"| {'what':<52} | {'value':>9} | unit |\n|{'-' * 54}|{'-' * 10}:|------|")
    for what, unit, value in rows:
        print(f"| {what:<52} | {value:>9.1f} | {unit:<4} |")


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main()
