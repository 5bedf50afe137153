"""How long Fasti takes from the start of the process to its first answer, and what it holds when it is idle.

start.py RUNS LABEL DATA COMMAND...: starts COMMAND RUNS times on the folder DATA, each time on another port; prints one
line with the median of the milliseconds to the answer of an authenticated PROPFIND Depth 0 on the user's calendar, the
fastest and the slowest, the median CPU time of the process by then, and the proportional set size of one more when it has
been idle for half a minute. The folder's users file must let "alice" in with the password "secret", in plain text.
"""

import base64
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time

PATIENCE = 60
IDLE = 30
REQUEST = (
    "PROPFIND /alice/calendar/ HTTP/1.1\r\nHost: localhost\r\nDepth: 0\r\nContent-Length: 0\r\n"
    f"Authorization: Basic {base64.b64encode(b'alice:secret').decode()}\r\nConnection: close\r\n\r\n"
).encode()


def answer(port):
    """The first line of the answer; none while nobody listens."""
    with socket.socket() as client:
        client.settimeout(PATIENCE)
        try:
            client.connect(("127.0.0.1", port))
        except ConnectionRefusedError:
            return None
        client.sendall(REQUEST)
        return client.makefile("rb").readline()


def cpu_ms(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def pss_mib(pid):
    for line in open(f"/proc/{pid}/smaps_rollup"):
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no Pss")


def run(command, data, idle=0):
    port = random.randint(20000, 32000)
    environment = dict(os.environ, FASTI_AUTH_ALLOW_PLAIN_TEXT="true", LC_ALL="C.UTF-8")
    began = time.monotonic()
    server = subprocess.Popen(
        [*command, "serve", "--data", data, "--port", str(port)], stdout=subprocess.DEVNULL, env=environment
    )
    try:
        line = None
        while line is None:
            if server.poll() is not None or time.monotonic() > began + PATIENCE:
                raise SystemExit(f"the server does not answer: {command}")
            time.sleep(0.001)
            line = answer(port)
        took = (time.monotonic() - began) * 1000
        cpu = cpu_ms(server.pid)
        if not line.startswith(b"HTTP/1.1 207"):
            raise SystemExit(f"the answer is {line!r}")
        time.sleep(idle)
        return took, cpu, pss_mib(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


def main():
    runs, label, data, *command = sys.argv[1:]
    run(command, data)  # what is read once from the disk
    took, cpu, _ = zip(*(run(command, data) for _ in range(int(runs))))
    pss = run(command, data, IDLE)[2]
    print(
        f"{label:<44} {statistics.median(took):6.0f} ms ({min(took):.0f}-{max(took):.0f})"
        f"  cpu {statistics.median(cpu):6.0f} ms  idle {pss:6.1f} MiB",
        flush=True,
    )


main()
