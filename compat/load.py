"""Loads a server: load.py URL USER PASSWORD. Says what came of it, as take_results of lib.sh reads it."""

import base64
import http.client
import json
import resource
import socket
import sys
import threading
import time
import urllib.parse

SLOW, IDLE, WRITERS, WRITES, LARGE = 66, 1000, 64, 8, 150_000
url = urllib.parse.urlsplit(sys.argv[1])
user = sys.argv[2]
authorization = "Basic " + base64.b64encode(":".join(sys.argv[2:4]).encode()).decode()
home = "/" + user


def check(message, good, detail=""):
    print("ok\t" + message if good else "FAIL\t" + message + "\t" + json.dumps(str(detail)), flush=True)


def request(method, path, body=None, connection=None, **headers):
    mine = connection or http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    mine.request(method, path, body, {"Authorization": authorization, **fields})
    answer = mine.getresponse()
    text = answer.read()
    if connection is None:
        mine.close()
    return answer.status, text.decode("utf-8", "replace")


def opened(buffer=None):
    client = socket.socket()
    if buffer:
        # So that the kernel does not take the answer for a client that does not.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    client.settimeout(20)
    client.connect((url.hostname, url.port))
    return client


def event(uid):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:load", "BEGIN:VEVENT", "UID:" + uid, "DTSTAMP:20260101T000000Z",
             "DTSTART:20260101T000000Z", "SUMMARY:x", "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(lines)


class Drips(threading.Thread):
    """Clients that send, or read, an octet now and then. Remembers who has lost his connection, and when."""

    def __init__(self, kind, head, step):
        super().__init__(daemon=True)
        self.kind, self.step, self.gone, self.ended = kind, step, {}, False
        self.sockets = [opened(2048 if kind == "readers" else None) for _ in range(SLOW)]
        for number, client in enumerate(self.sockets):
            client.sendall(head(number).encode())
            client.setblocking(False)
        self.start()

    def run(self):
        start = time.monotonic()
        while not self.ended and len(self.gone) < SLOW:
            for number, client in enumerate(self.sockets):
                if number not in self.gone:
                    try:
                        if self.step(client) == b"":
                            raise ConnectionResetError
                    except BlockingIOError:
                        pass
                    except OSError:
                        self.gone[number] = time.monotonic() - start
            time.sleep(0.3)


def send_one(client):
    client.send(b"x")
    return client.recv(1)


def head(method, path, *fields):
    lines = [f"{method} {path} HTTP/1.1", "Host: h", "Authorization: " + authorization, *fields]
    return "\r\n".join(lines) + "\r\n"


soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))

request("OPTIONS", "/")
check("a calendar and a large file are there",
      (request("MKCALENDAR", home + "/load/")[0], request("MKCOL", home + "/files/")[0],
       request("PUT", home + "/files/big", b"x" * LARGE, Content_Type="application/octet-stream")[0])
      == (201, 201, 201))

idle = [opened() for _ in range(IDLE)]
drips = [
    Drips("headers", lambda n: head("GET", "/") + "X: ", send_one),
    Drips("bodies", lambda n: head("PUT", f"{home}/load/slow{n}.ics", "Content-Length: 5000000") + "\r\n", send_one),
    Drips("readers", lambda n: (head("GET", home + "/files/big") + "\r\n") * 100, lambda client: client.recv(1)),
]

statuses, slowest, failures = [], [0.0], []


def measured(*arguments, **headers):
    start = time.monotonic()
    status, _ = request(*arguments, **headers)
    slowest[0] = max(slowest[0], time.monotonic() - start)
    return status


def write(writer):
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    try:
        for n in range(WRITES):
            name = f"w{writer}-{n}"
            statuses.append(request("PUT", f"{home}/load/{name}.ics", event(name), connection,
                                    Content_Type="text/calendar")[0])
    except OSError as problem:
        failures.append(problem)
    finally:
        connection.close()


writers = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
for thread in writers:
    thread.start()
others = []
while any(thread.is_alive() for thread in writers) or len(others) < 10:
    others.append(measured("PROPFIND", home + "/", None, Depth="0"))
    time.sleep(0.2)
for thread in writers:
    thread.join()

check("64 writers on one collection are answered, each write with 201",
      not failures and statuses == [201] * (WRITERS * WRITES), (failures[:3], sorted(set(statuses)), len(statuses)))
check("meanwhile others are served", set(others) == {207} and slowest[0] < 20, (set(others), slowest))
status, listing = request("PROPFIND", home + "/load/", None, Depth="1")
check("and all that was written is there", listing.count(".ics<") == WRITERS * WRITES, listing.count(".ics<"))

end = time.monotonic() + 120
while time.monotonic() < end and any(len(drip.gone) < SLOW for drip in drips[:2]):
    time.sleep(0.2)
for drip in drips[:2]:
    drip.ended = True
    check(f"slow {drip.kind} lose their connection", len(drip.gone) == SLOW, f"{len(drip.gone)} of {SLOW}")

# One that got a 503 at first, for the others had the memory, began to wait later.
time.sleep(10)
drips[2].ended = True
whole = []
for number, client in enumerate(drips[2].sockets):
    # What the kernel has kept comes still; then the end, which is not that of the hundred answers.
    client.settimeout(20)
    got = 0
    try:
        part = client.recv(65536)
        while part:
            got += len(part)
            part = client.recv(65536)
    except OSError:
        pass
    if got >= 100 * LARGE:
        whole.append((number, got))
check("slow readers lose their connection", not whole, whole)

connection = http.client.HTTPConnection(url.hostname, url.port, timeout=20)
connection.request("GET", "/metrics")
metrics = {line.rsplit(" ", 1)[0]: line.rsplit(" ", 1)[1]
           for line in connection.getresponse().read().decode().splitlines() if not line.startswith("#")}
heap = float(metrics["jvm_heap_used_bytes"]), float(metrics["jvm_heap_max_bytes"])
check("the heap is as small as it was told to be", heap[1] <= 128 * 2**20 and heap[0] < heap[1], heap)
print(f"slowest of the others {slowest[0]:.2f} s, {len(others)} asked; heap {heap[0] / 2**20:.0f} MB", file=sys.stderr)
print("end")
