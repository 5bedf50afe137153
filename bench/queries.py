"""Fills data folders, starts a server on them and measures how it answers queries. Standard library only.

Every first answer is checked against what is right, every further one against the first; a wrong one ends the run.
Times are those of a client on the same machine with one connection, from the first byte sent to the last received.
"""

import argparse
import base64
import os
import re
import socket
import statistics
import sys
import time

import query_data as data
from server import pss, start, stop

NAMESPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:R="urn:ietf:params:xml:ns:carddav"'
RANGE = f'start="{data.in_utc(data.FROM)}" end="{data.in_utc(data.TO)}"'
RESPONSE = re.compile(rb"<(?:\w+:)?response>")
TAG = re.compile(rb"<(?:\w+:)?getetag>")
START = re.compile(rb"^DTSTART[:;]", re.MULTILINE)
PERIOD = re.compile(r"(\d{8}T\d{6}Z)/(\d{8}T\d{6}Z|PT?\w+)")
PERIODS_OF_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")
RUNS = 50


class Connection:
    """A keep-alive connection that does as little as it can, so that what is measured is the server."""

    def __init__(self, options):
        self.socket = socket.create_connection(("127.0.0.1", options.port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pair = base64.b64encode(f"{options.user}:{options.password}".encode()).decode()
        self.fields = f"Host: 127.0.0.1:{options.port}\r\nAuthorization: Basic {pair}\r\nDepth: 1\r\n"

    def request(self, method, path, body):
        octets = body.encode()
        kind = "Content-Type: application/xml; charset=utf-8\r\n" if body else ""
        return f"{method} {path} HTTP/1.1\r\n{self.fields}{kind}Content-Length: {len(octets)}\r\n\r\n".encode() + octets

    def exchange(self, request):
        """Returns the answer as it came, head and body, the coding of its transfer included."""
        self.socket.sendall(request)
        answer = self.socket.recv(1 << 18)
        while b"\r\n\r\n" not in answer:
            answer += self.more()
        head = answer.index(b"\r\n\r\n") + 4
        fields = answer[:head].lower()
        length = re.search(rb"\r\ncontent-length: *(\d+)", fields)
        parts, size = [answer], len(answer)
        if length:
            while size < head + int(length.group(1)):
                parts.append(self.more())
                size += len(parts[-1])
        elif b"\r\ntransfer-encoding: chunked" in fields:
            while not b"".join(parts[-2:]).endswith(b"\r\n0\r\n\r\n"):
                parts.append(self.more())
        return b"".join(parts)

    def more(self):
        octets = self.socket.recv(1 << 18)
        if not octets:
            sys.exit("the server closed the connection")
        return octets


def body_of(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"chunked" not in head.lower():
        return body
    parts = []
    while body:
        size, _, body = body.partition(b"\r\n")
        size = int(size, 16)
        parts.append(body[:size])
        body = body[size + 2 :]
    return b"".join(parts)


def check(what, expected, actual):
    if expected != actual:
        sys.exit(f"{what}: {str(actual)[:500]}, not {str(expected)[:500]}")


def calendar_query(properties, component, content):
    return (
        f"<C:calendar-query {NAMESPACES}><prop>{properties}</prop><C:filter><C:comp-filter name='VCALENDAR'>"
        f"<C:comp-filter name='{component}'>{content}</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    )


def month(properties):
    return calendar_query(properties, "VEVENT", f"<C:time-range {RANGE}/>")


def prop_filter(prefix, name, text):
    return f"<{prefix}:prop-filter name='{name}'>{text}</{prefix}:prop-filter>"


def tags(count):
    """A check: so many members, each with its tag."""

    def run(what, body):
        check(what, (count, count), (len(RESPONSE.findall(body)), len(TAG.findall(body))))

    return run


def objects(count, starts):
    """A check: so many members with their data, in which DTSTART stands so often."""

    def run(what, body):
        tags(count)(what, body)
        body = body.replace(b"&#13;", b"").replace(b"&#xD;", b"").replace(b"\r", b"").replace(b"<", b"\n<")
        check(what, (count, starts), (body.count(b"BEGIN:VCALENDAR"), len(START.findall(body))))

    return run


def periods(instances):
    def run(what, body):
        text = body.decode().replace("\r\n", "\n").replace("\n ", "")
        found = PERIOD.findall("".join(line for line in text.split("\n") if line.startswith("FREEBUSY")))
        check(what, data.merged(instances), sorted((begin, end_of(begin, end)) for begin, end in found))

    return run


def end_of(begin, end):
    if end[0] != "P":
        return end
    days, hours, minutes = (int(part or 0) for part in PERIODS_OF_ISO.match(end).groups())
    first = data.datetime.datetime.strptime(begin, "%Y%m%dT%H%M%SZ").replace(tzinfo=data.UTC)
    return data.in_utc(first + data.datetime.timedelta(days=days, hours=hours, minutes=minutes))


def cards(count):
    def run(what, body):
        tags(count)(what, body)
        check(what, count, body.count("FN:Peter Müller".encode()))

    return run


class Query:
    """A request with what is right as its answer."""

    def __init__(self, what, path, body, checked, status=207, method="REPORT"):
        self.what, self.path, self.body, self.checked = what, path, body, checked
        self.method, self.expected = method, f"HTTP/1.1 {status} "

    def warm_up(self, connection, seconds):
        request = connection.request(self.method, self.path, self.body)
        first = connection.exchange(request)
        check(self.what, self.expected, first[:13].decode())
        self.checked(self.what, body_of(first))
        begin, runs = time.monotonic(), 0
        while runs < RUNS or time.monotonic() - begin < seconds:
            connection.exchange(request)
            runs += 1
        return len(body_of(first))

    def measure(self, connection, warm_up=1.0):
        """Returns a row: the best, the median, what nine of ten stay below, in milliseconds; octets."""
        size = self.warm_up(connection, warm_up)
        request = connection.request(self.method, self.path, self.body)
        times = []
        for _ in range(RUNS):
            begin = time.perf_counter()
            answer = connection.exchange(request)
            times.append((time.perf_counter() - begin) * 1000)
            check(self.what, (self.expected, size), (answer[:13].decode(), len(body_of(answer))))
        return self.what, min(times), statistics.median(times), sorted(times)[RUNS * 9 // 10], size


def queries(options):
    folder = os.path.join(options.data, "queries")
    home = os.path.join(folder, "collection-root", options.user)
    instances = data.fill_events(os.path.join(home, "events"), 10_000)
    data.fill_events(os.path.join(home, "few"), 1_000)
    data.fill_todos(os.path.join(home, "tasks"), 10_000, 100)
    data.fill_cards(os.path.join(home, "people"), 10_000)
    server, _ = serve(options, folder, [])
    connection = Connection(options)
    tag, whole = "<getetag/>", "<getetag/><C:calendar-data/>"
    expanded = f"<getetag/><C:calendar-data><C:expand {RANGE}/></C:calendar-data>"
    # Each master with its override; the time zones of the 180 and the 36 have two starts each.
    starts = data.SINGLE + 2 * data.WEEKLY + 2 * (data.SINGLE // 2 + data.WEEKLY)
    asked = [Query("the least a request costs: OPTIONS", f"/{options.user}/events/", "", lambda *_: 0, 200, "OPTIONS")]

    def ask(what, collection, body, checked, status=207):
        asked.append(Query(what, f"/{options.user}/{collection}/", body, checked, status))

    for collection, size in (("few", "1,000"), ("events", "10,000")):
        ask(f"a month of {size} events, 396 hits, tags", collection, month(tag), tags(data.HITS))
        ask(f"a month of {size} events, 396 hits, data", collection, month(whole), objects(data.HITS, starts))
    count = len(instances)
    ask(f"the same month expanded, {count} instances", "events", month(expanded), objects(data.HITS, count))
    free_busy = f"<C:free-busy-query {NAMESPACES}><C:time-range {RANGE}/></C:free-busy-query>"
    ask("free-busy of the month", "events", free_busy, periods(instances), 200)
    text = f"<C:text-match collation='i;octet'>{data.uid_of(7_777)}</C:text-match>"
    uid = prop_filter("C", "UID", text)
    ask("by UID among 10,000 events, tag", "events", calendar_query(tag, "VEVENT", uid), tags(1))
    ask("by UID among 10,000 events, data", "events", calendar_query(whole, "VEVENT", uid), tags(1))
    absent = prop_filter("C", "COMPLETED", "<C:is-not-defined/>") + prop_filter("C", "STATUS", "<C:is-not-defined/>")
    ask("100 open to-dos of 10,000, tags", "tasks", calendar_query(tag, "VTODO", absent), tags(100))
    ask("100 open to-dos of 10,000, data", "tasks", calendar_query(whole, "VTODO", absent), objects(100, 0))
    name = prop_filter("R", "FN", "<R:text-match match-type='contains'>er 77</R:text-match>")
    book = f"<R:addressbook-query {NAMESPACES}><prop>%s</prop><R:filter>{name}</R:filter></R:addressbook-query>"
    ask("FN contains, 111 of 10,000 contacts, tags", "people", book % tag, tags(111))
    ask("FN contains, 111 of 10,000 contacts, data", "people", book % "<getetag/><R:address-data/>", cards(111))
    for count in (50, 500):
        hrefs = "".join(f"<href>/{options.user}/events/{data.uid_of(1_000 + each)}.ics</href>" for each in range(count))
        multiget = f"<C:calendar-multiget {NAMESPACES}><prop>{whole}</prop>{hrefs}</C:calendar-multiget>"
        ask(f"multiget of {count} events", "events", multiget, objects(count, 2 * count))
    for query in asked:
        query.warm_up(connection, 3)
    rows = [query.measure(connection) for query in asked]
    memory = pss(server)
    stop(server)
    return rows, memory


def small_heap(options):
    """50,000 events under -Xmx128m: indexed, then started again. Returns memory after a month query each, in MiB."""
    folder = os.path.join(options.data, "heap")
    data.fill_events(os.path.join(folder, "collection-root", options.user, "events"), 50_000)
    figures = []
    for _ in ("indexing", "restarted"):
        server, _ = serve(options, folder, ["-Xmx128m"])
        connection = Connection(options)
        query = Query(
            "a month of 50,000 events, 396 hits, tags", f"/{options.user}/events/", month("<getetag/>"), tags(data.HITS)
        )
        begin = time.monotonic()
        connection.exchange(connection.request("REPORT", query.path, query.body))
        first = time.monotonic() - begin
        row = query.measure(connection, 5)
        figures.append((first, row, pss(server)))
        stop(server)
    return figures


def serve(options, folder, java_options):
    java, *others = options.command
    place = ["--data", folder, "--host", "127.0.0.1", "--port", str(options.port)]
    command = [java, *others, *java_options, "-jar", options.jar, "serve", *place]
    return start(argparse.Namespace(command=command, port=options.port, log=options.log))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("user", "password", "data", "jar"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("command", nargs="+", help="java and its options, after --")
    options = parser.parse_args()
    before = os.getloadavg()[0]
    with open(os.path.join(options.data, "server.log"), "wb") as options.log:
        rows, memory = queries(options)
        heaps = small_heap(options)
    after = os.getloadavg()[0]
    print(f"{os.cpu_count()} CPUs, {' '.join(options.command)}, load {before:.1f} before, {after:.1f} after")
    print(f"| {'query':<46} | best, ms | median, ms | 90% below | answer, octets |")
    print(f"|{'-' * 48}|{'-' * 9}:|{'-' * 11}:|{'-' * 10}:|{'-' * 15}:|")
    for what, best, middle, most, size in rows:
        print(f"| {what:<46} | {best:>8.2f} | {middle:>10.2f} | {most:>9.2f} | {size:>14,} |")
    print(f"\nmemory after all these (PSS): {memory:.0f} MiB\n")
    for how, (first, row, held) in zip(("new files, indexed on the way", "started again"), heaps):
        print(
            f"50,000 events under -Xmx128m, {how}: first month query {first:.1f} s, then {row[2]:.2f} ms "
            f"(best {row[1]:.2f}), PSS {held:.0f} MiB"
        )


if __name__ == "__main__":
    main()
