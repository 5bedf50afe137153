"""A server as a process: started until it answers, stopped in order, and what memory it has."""

import http.client
import signal
import subprocess
import sys
import time


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
