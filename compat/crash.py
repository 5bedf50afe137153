"""Eight writers, a killed server, and the question what is left. Run by crash.sh. Standard library only.

Each writer owns its names, so that what a name may hold after a crash follows from that writer alone: what was
acknowledged last or, if a request was under way, what that would have made. Collections are shared by all.
"""

import base64
import hashlib
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET

WRITERS = 8
SHARED = ["/alice/shared/", "/alice/shared2/"]
SYNC = """<?xml version="1.0"?><sync-collection xmlns="DAV:"><sync-token>%s</sync-token>
<sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"""
PROPFIND = """<?xml version="1.0"?><propfind xmlns="DAV:" xmlns:x="http://example.com/ns/"><prop>
<getetag/><resourcetype/><x:note/></prop></propfind>"""
NOTE = """<?xml version="1.0"?><propertyupdate xmlns="DAV:" xmlns:x="http://example.com/ns/"><set><prop>
<x:note>%s</x:note></prop></set></propertyupdate>"""
D = "{DAV:}"
UID = re.compile(rb"\nUID:(\S+)")
LOGIN = os.environ["LOGIN"]
PORT = int(os.environ["PORT"])


class Lies(Exception):
    """The server has broken a promise."""


def event(uid, version):
    padding = "x" * random.Random(version).choice([0, 50, 5000])
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fasti//crash//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20260501T080000Z\r\nDTSTART:20260610T140000Z\r\nDTEND:20260610T150000Z\r\n"
        f"SUMMARY:Version {version}\r\nX-PADDING:{padding}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def tag(octets):
    return '"' + hashlib.sha256(octets).hexdigest() + '"'


class Client:
    """One keep-alive connection."""

    def __init__(self):
        self.headers = {"Authorization": "Basic " + base64.b64encode(LOGIN.encode()).decode()}
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def ask(self, method, path, body=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, body, {**self.headers, **named})
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def expect(self, statuses, method, path, body=None, **headers):
        status, octets = self.ask(method, path, body, **headers)
        if status not in statuses:
            raise Lies(f"{method} {path}: {status}, not one of {statuses}: {octets[:400]!r}")
        return octets


class Writer(threading.Thread):
    """Writes until the server is gone.

    known: what each of this writer's paths holds, None for nothing, as acknowledged.
    pending: what the paths of the request under way will hold; empty between requests.
    """

    def __init__(self, number, known, notes, seed):
        super().__init__(daemon=True)
        self.number, self.known, self.notes = number, known, notes
        self.random = random.Random(seed)
        self.pending, self.pending_note, self.done, self.problem = {}, None, 0, None
        self.home = f"/alice/own{number}/"

    def run(self):
        client = Client()
        try:
            while True:
                self.one(client)
                self.done += 1
        except (OSError, http.client.HTTPException):
            pass
        except Exception as problem:  # told by the round
            self.problem = problem

    def one(self, client):
        dice = self.random.random()
        present = [path for path, octets in self.known.items() if octets is not None]
        if dice < 0.35 or not present:
            self.create(client)
        elif dice < 0.65:
            self.replace(client, self.random.choice(present))
        elif dice < 0.78:
            self.change(client, {self.random.choice(present): None}, "DELETE")
        elif dice < 0.90:
            self.move(client, self.random.choice(present))
        elif dice < 0.96:
            self.note(client)
        else:
            self.collection(client)

    def change(self, client, after, method, path=None, body=None, **headers):
        path = path or next(iter(after))
        self.pending = after
        client.expect((201, 204), method, path, body, **headers)
        self.known.update(after)
        self.pending = {}

    def place(self):
        return self.random.choice(SHARED + [self.home])

    def create(self, client):
        serial = self.random.getrandbits(48)
        path = f"{self.place()}w{self.number}-{serial:x}.ics"
        octets = event(f"uid-{self.number}-{serial:x}", serial % 1000)
        self.change(client, {path: octets}, "PUT", body=octets, Content_Type="text/calendar", If_None_Match="*")

    def replace(self, client, path):
        uid = UID.search(self.known[path]).group(1).decode()
        octets = event(uid, self.random.getrandbits(32))
        match = {"If_Match": tag(self.known[path])} if self.random.random() < 0.5 else {}
        self.change(client, {path: octets}, "PUT", body=octets, Content_Type="text/calendar", **match)

    def move(self, client, path):
        target = f"{self.place()}w{self.number}-moved-{self.random.getrandbits(48):x}.ics"
        self.change(client, {path: None, target: self.known[path]}, "MOVE", path=path, Destination=target)

    def note(self, client):
        value = f"note-{self.random.getrandbits(32):x}"
        self.pending_note = value
        client.expect((207,), "PROPPATCH", self.home, NOTE % value)
        self.notes[self.home] = value
        self.pending_note = None

    def collection(self, client):
        """Makes a collection and takes it away with what is in it."""
        path = f"/alice/temporary{self.number}-{self.random.getrandbits(32):x}/"
        member = path + "a.ics"
        octets = event("temporary", 1)
        self.pending = {member: octets}
        client.expect((201,), "MKCALENDAR", path)
        client.expect((201,), "PUT", member, octets, Content_Type="text/calendar")
        self.known[member] = octets
        self.pending = {member: None}
        client.expect((204,), "DELETE", path)
        self.known[member] = None
        self.pending = {}


class Replica:
    """What a client knows of a collection by sync-collection, and tokens of earlier moments with what it knew then."""

    def __init__(self, path):
        self.path, self.token, self.tags, self.earlier = path, "", {}, []

    def sync(self, client):
        state = self.after(client, self.token, self.tags)
        if state is None:
            state = self.after(client, "", {})
        self.token, self.tags = state
        self.earlier = self.earlier[-20:] + [state]

    def after(self, client, token, tags):
        """None if the token is refused."""
        status, octets = client.ask("REPORT", self.path, SYNC % token, Depth="0")
        if status == 403 and b"valid-sync-token" in octets and token:
            return None
        if status != 207:
            raise Lies(f"sync of {self.path} from {token!r}: {status} {octets[:300]!r}")
        root, known = ET.fromstring(octets), dict(tags)
        for response in root.iter(D + "response"):
            href = response.find(D + "href").text
            found = response.find(f".//{D}getetag")
            if found is not None:
                known[href] = found.text
            elif token:
                known.pop(href, None)
            else:
                raise Lies(f"an initial sync of {self.path} tells of a removed {href}")
        return root.find(D + "sync-token").text, known


class Server:
    def __init__(self):
        command = [os.environ["JAVA"], "-Xshare:auto", "-jar", os.environ["JAR"], "serve"]
        command += ["--data", os.environ["DATA"], "--host", "127.0.0.1", "--port", str(PORT)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=open(os.environ["LOG"], "ab"))
        if not self.process.stdout.readline().startswith(b"Fasti is at"):
            raise Lies(f"the server does not start again: exit {self.process.wait(30)}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


def listing(client, path):
    """The members' tags, and the collection's note."""
    root = ET.fromstring(client.expect((207,), "PROPFIND", path, PROPFIND, Depth="1"))
    tags, note = {}, None
    for response in root.iter(D + "response"):
        href = response.find(D + "href").text
        if href == path:
            found = response.find(".//{http://example.com/ns/}note")
            note = found.text if found is not None else None
        else:
            tags[href] = response.find(f".//{D}getetag").text
    return tags, note


def check(client, writers, known, notes, replicas, checked):
    """Compares all there is with all that was promised, and takes over what is."""
    pending, moves, collections = {}, [], {}
    for writer in writers:
        if writer.problem:
            raise writer.problem
        pending.update(writer.pending)
        moves += [writer.pending] * (len(writer.pending) == 2)
    for path in SHARED + [writer.home for writer in writers]:
        collections[path], note = listing(client, path)
        writer = next((each for each in writers if each.home == path), None)
        allowed = [notes.get(path)] + ([writer.pending_note] if writer and writer.pending_note else [])
        if note not in allowed:
            raise Lies(f"{path} has the note {note}, not one of {allowed}")
        notes[path] = note
    present = {href: found for tags in collections.values() for href, found in tags.items()}
    for path in sorted(set(known) | set(pending) | set(present)):
        compare(client, path, known.get(path), pending, present.get(path), checked)
        if path in pending or path in present:
            known[path] = content(client, path)
    for move in moves:
        if all(known.get(path) is None for path in move):
            raise Lies(f"a move that was under way has lost its member: {list(move)}")
    forget_temporary(client, known)
    for path, tags in collections.items():
        unique(client, path, tags, known)
        replica = replicas[path]
        for token, then in replica.earlier:
            state = replica.after(client, token, then)
            if state is not None and state[1] != tags:
                raise Lies(f"a token of {path} was accepted and lied: {differences(state[1], tags)}")
        replica.sync(client)
        if replica.tags != tags:
            raise Lies(f"{path} differs after one sync: {differences(replica.tags, tags)}")
    for source, target in moves:
        # Between two collections a crash may leave both (docs/store.md); a client would take one away.
        if known.get(source) and known.get(target):
            client.expect((204,), "DELETE", source)
            known[source] = None


def compare(client, path, before, pending, found, checked):
    wanted = {tag(before) if before else None}
    if path in pending:
        wanted.add(tag(pending[path]) if pending[path] else None)
    if "/temporary" in path:
        octets = content(client, path)
        found = tag(octets) if octets else None
    if found not in wanted:
        raise Lies(f"{path} has the tag {found}, not one of {wanted}")
    if found and random.random() < 0.2 and tag(content(client, path)) != found:
        raise Lies(f"{path} has other octets than its tag says")
    checked.append(path)


def content(client, path):
    status, octets = client.ask("GET", path)
    if status not in (200, 404):
        raise Lies(f"GET {path}: {status} {octets[:200]!r}")
    return octets if status == 200 else None


def forget_temporary(client, known):
    for path in [path for path in known if "/temporary" in path]:
        client.ask("DELETE", path.rsplit("/", 1)[0] + "/")
        del known[path]


def unique(client, path, tags, known):
    uids = {}
    for href in tags:
        octets = known.get(href) or content(client, href)
        uid = UID.search(octets).group(1)
        if uid in uids:
            raise Lies(f"{href} and {uids[uid]} have the UID {uid}")
        uids[uid] = href


def differences(one, other):
    return [(href, one.get(href), other.get(href)) for href in set(one) | set(other) if one.get(href) != other.get(href)][:5]


def prepare(client, replicas):
    for path in SHARED + [f"/alice/own{number}/" for number in range(WRITERS)]:
        client.expect((201,), "MKCALENDAR", path)
        replicas[path] = Replica(path)


def main():
    rounds, seed = int(os.environ["ROUNDS"]), int(os.environ["SEED"])
    chance = random.Random(seed)
    known = [{} for _ in range(WRITERS)]
    notes, replicas, written, checked, accepted = {}, {}, 0, [], 0
    server = Server()
    prepare(Client(), replicas)
    for number in range(rounds):
        writers = [Writer(each, known[each], notes, chance.getrandbits(64)) for each in range(WRITERS)]
        for writer in writers:
            writer.start()
        end = time.monotonic() + chance.uniform(0.05, 1.2)
        reader = Client()
        while time.monotonic() < end:
            chance_of_path = chance.choice(list(replicas))
            replicas[chance_of_path].sync(reader)
        server.kill()
        for writer in writers:
            writer.join(30)
        written += sum(writer.done for writer in writers)
        server = Server()
        everything = {path: octets for each in known for path, octets in each.items()}
        check(Client(), writers, everything, notes, replicas, checked)
        for writer in writers:
            mark = f"/w{writer.number}-"
            writer.known.clear()
            writer.known.update({path: octets for path, octets in everything.items() if mark in path})
    server.kill()
    report("ok", f"{rounds} kills (seed {seed}): {written} acknowledged writes, {len(checked)} comparisons, nothing lost")


def report(verdict, message, detail=None):
    print("\t".join([verdict, message] + ([json.dumps(detail)] if detail is not None else [])), flush=True)


if __name__ == "__main__":
    try:
        main()
    except Exception as problem:
        report("FAIL", f"nothing is lost, nothing lies (seed {os.environ['SEED']})", repr(problem))
        import traceback
        traceback.print_exc()
    print("end")
