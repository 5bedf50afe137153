"""What the scripts share that drive desktop clients: results in the form that take_results of lib.sh reads, and another
client of the same user, who sees what is stored and changes it.

COMPAT_URL, COMPAT_USER and COMPAT_PASSWORD say whose server it is.
"""

import base64
import json
import os
import re
import time
import traceback
import urllib.request

URL = os.environ["COMPAT_URL"]
USER = os.environ["COMPAT_USER"]
PASSWORD = os.environ["COMPAT_PASSWORD"]
CALENDAR = f"/{USER}/calendar/"
CONTACTS = f"/{USER}/contacts/"
PATIENCE = 60
PHOTO = base64.b64encode(bytes(range(256)) * 40).decode()


def true(message, condition, detail=""):
    print(f"ok\t{message}" if condition else f"FAIL\t{message}\t{json.dumps(str(detail))}", flush=True)


def equal(message, expected, actual):
    true(message, expected == actual, f"expected: {expected!r}\nactual:   {actual!r}")


def run(client, *parts):
    """Runs each part with the client; what one throws fails it alone."""
    for part in parts:
        try:
            part(client)
        except Exception:  # pylint: disable=broad-except
            print(f"FAIL\t{part.__name__} to its end\t" + json.dumps(traceback.format_exc()), flush=True)
    print("end")


def until(what, condition):
    """Waits for a condition, with long patience, and returns what it returned."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"not within {PATIENCE} s: {what}")


def send(method, path, body=None, **headers):
    """What the other client does: the body of the answer, with bare line feeds."""
    basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    request = urllib.request.Request(URL + path, method=method, data=body.encode() if body else None)
    request.add_header("Authorization", "Basic " + basic)
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return answer.read().decode().replace("\r\n", "\n")


def put_event(name, uid, summary):
    event = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//other//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260501T080000Z
DTSTART:20260911T090000Z
DTEND:20260911T100000Z
SUMMARY:{summary}
END:VEVENT
END:VCALENDAR
"""
    send("PUT", CALENDAR + name, event, Content_Type="text/calendar")


def put_card(name, full_name):
    card = f"BEGIN:VCARD\nVERSION:4.0\nUID:{name}\nFN:{full_name}\nEND:VCARD\n"
    send("PUT", CONTACTS + name, card, Content_Type="text/vcard")


def members(path):
    listed = send("PROPFIND", path, Depth="1")
    return sorted(set(re.findall("<D:href>([^<]*)</D:href>", listed)) - {path})


def stored(path):
    """The only item in a collection, its lines unfolded."""
    (name,) = members(path)
    return send("GET", name).replace("\n ", "")
