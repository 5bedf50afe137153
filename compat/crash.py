"""Eight writers, a killed server, and the question what is left. Run by crash.sh. Standard library only.

Each writer owns its names, so that what a name may hold after a crash follows from that writer alone: what was
acknowledged last or, if a request was under way, what that would have made. Collections are shared by all. The same
holds for a collection's note (PROPPATCH), locks (LOCK, UNLOCK) and whether bob may read it (ACL); what was replaced or
deleted is in the history, and a deleted collection in the trash.
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

from crash_disk import Kept, Lies

WRITERS = 8
SHARED = ["/alice/shared/", "/alice/shared2/"]
SYNC = """<?xml version="1.0"?><sync-collection xmlns="DAV:"><sync-token>%s</sync-token>
<sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"""
PROPFIND = """<?xml version="1.0"?><propfind xmlns="DAV:" xmlns:x="http://example.com/ns/"><prop>
<getetag/><resourcetype/><x:note/><lockdiscovery/></prop></propfind>"""
NOTE = """<?xml version="1.0"?><propertyupdate xmlns="DAV:" xmlns:x="http://example.com/ns/"><set><prop>
<x:note>%s</x:note></prop></set></propertyupdate>"""
LOCK = """<?xml version="1.0"?><lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype>
<owner>crash</owner></lockinfo>"""
ACL = """<?xml version="1.0"?><acl xmlns="DAV:">%s</acl>"""
BOB_READS = """<ace><principal><href>/principals/bob/</href></principal><grant><privilege><read/></privilege></grant></ace>"""
# A writer has about that many items, so that a round costs the same after a thousand others.
ITEMS = 40
D = "{DAV:}"
UID = re.compile(rb"\nUID:(\S+)")
LOGIN, BOB = os.environ["LOGIN"], os.environ["BOB"]
PORT = int(os.environ["PORT"])


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

    def __init__(self, login=LOGIN):
        self.headers = {"Authorization": "Basic " + base64.b64encode(login.encode()).decode()}
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
    promises: its home's note, whether bob may read it, and the lock of each path, as acknowledged.
    pending, pending_promises: the same of the request under way; empty between requests.
    ended, trashed: what the history and the trash owe.
    """

    def __init__(self, number, known, promises, seed):
        super().__init__(daemon=True)
        self.number, self.known, self.promises = number, known, promises
        self.random = random.Random(seed)
        self.pending, self.pending_promises, self.done, self.problem = {}, {}, 0, None
        self.ended, self.trashed = [], []
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
        if not present or dice < 0.32 and len(present) < ITEMS:
            self.create(client)
        elif dice < 0.58:
            self.replace(client, self.random.choice(present))
        elif dice < 0.70:
            self.change(client, {self.random.choice(present): None}, "DELETE")
        elif dice < 0.80:
            self.move(client, self.random.choice(present))
        elif dice < 0.85:
            self.note(client)
        elif dice < 0.92:
            self.lock(client, [path for path in present if path.startswith(self.home)])
        elif dice < 0.96:
            self.share(client)
        else:
            self.collection(client)

    def change(self, client, after, method, path=None, body=None, **headers):
        path = path or next(iter(after))
        token = self.promises.get(("lock", path))
        if token:
            headers["If"] = f"(<{token}>)"
        self.pending = after
        if method != "PUT":
            self.pending_promises = {("lock", path): None}
        client.expect((201, 204), method, path, body, **headers)
        before = self.known.get(path)
        if before is not None and method != "MOVE":
            self.ended.append((*split(path), before))
        self.known.update(after)
        self.promises.update(self.pending_promises)
        self.pending, self.pending_promises = {}, {}

    def promise(self, client, what, value, statuses, *request, **headers):
        self.pending_promises = {what: value}
        client.expect(statuses, *request, **headers)
        self.promises[what] = value
        self.pending_promises = {}

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
        self.promise(client, ("note", self.home), value, (207,), "PROPPATCH", self.home, NOTE % value)

    def lock(self, client, paths):
        """Locks an item, or unlocks it. A lock's token is known only with the answer."""
        path = self.random.choice(paths or [None])
        token = self.promises.get(("lock", path))
        if token:
            self.promise(client, ("lock", path), None, (204,), "UNLOCK", path, Lock_Token=f"<{token}>")
        elif path:
            self.pending_promises = {("lock", path): "any"}
            answer = client.expect((200,), "LOCK", path, LOCK, Depth="0", Timeout="Second-86400")
            self.promises["lock", path] = ET.fromstring(answer).find(f".//{D}locktoken/{D}href").text
            self.pending_promises = {}

    def share(self, client):
        value = not self.promises.get(("share", self.home))
        self.promise(client, ("share", self.home), value, (200,), "ACL", self.home, ACL % (BOB_READS if value else ""))

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
        self.trashed.append(path)
        self.known[member] = None
        self.pending = {}


def split(path):
    """The collection's path, and the member's name."""
    collection, _, name = path.rpartition("/")
    return collection + "/", name


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
        command = [os.environ["JAVA"], "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-jar", os.environ["JAR"], "serve"]
        command += ["--data", os.environ["DATA"], "--host", "127.0.0.1", "--port", str(PORT)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=open(os.environ["LOG"], "ab"))
        if not self.process.stdout.readline().startswith(b"Fasti is at"):
            raise Lies(f"the server does not start again: exit {self.process.wait(30)}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


def listing(client, path):
    """The members' tags, and what is told of the collection and its members that was promised."""
    root = ET.fromstring(client.expect((207,), "PROPFIND", path, PROPFIND, Depth="1"))
    tags, told = {}, {}
    for response in root.iter(D + "response"):
        href = response.find(D + "href").text
        if href == path:
            found = response.find(".//{http://example.com/ns/}note")
            told["note", path] = found.text if found is not None else None
        else:
            tags[href] = response.find(f".//{D}getetag").text
            for token in response.iterfind(f".//{D}locktoken/{D}href"):
                if ("lock", href) in told:
                    raise Lies(f"{href} is locked twice")
                told["lock", href] = token.text
    return tags, told


def check_promises(client, bob, writers, collections, told):
    """Notes, locks and shares are as acknowledged, or as the request under way would have made them."""
    for writer in writers:
        status, _ = bob.ask("PROPFIND", writer.home, PROPFIND, Depth="0")
        told["share", writer.home] = status == 207
        if status not in (207, 403, 404):
            raise Lies(f"bob gets {status} for {writer.home}")
        for what in set(writer.promises) | set(writer.pending_promises) | {("share", writer.home)}:
            promised, found = writer.promises.get(what), told.pop(what, None)
            allowed = [promised or None] + ([writer.pending_promises[what] or None] if what in writer.pending_promises else [])
            if (found or None) not in allowed and not (found and "any" in allowed):
                raise Lies(f"{what} is {found}, not one of {allowed}")
            writer.promises[what] = found
    left = {what: found for what, found in told.items() if found}
    if left:
        raise Lies(f"nobody asked for {left}")


def check(client, bob, writers, known, replicas, checked):
    """Compares all there is with all that was promised, and takes over what is."""
    pending, moves, collections, told = {}, [], {}, {}
    for writer in writers:
        if writer.problem:
            raise writer.problem
        pending.update(writer.pending)
        moves += [writer.pending] * (len(writer.pending) == 2)
    for path in SHARED + [writer.home for writer in writers]:
        collections[path], found = listing(client, path)
        told.update(found)
    check_promises(client, bob, writers, collections, told)
    present = {href: found for tags in collections.values() for href, found in tags.items()}
    for path in sorted(set(known) | set(pending) | set(present)):
        compare(client, path, known.get(path), pending, present.get(path), checked)
        if path in pending:
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
            unlock(client, writers, source)
            client.expect((204,), "DELETE", source)
            known[source] = None


def unlock(client, writers, path):
    """An item that is in two places has its lock in the first: the move would have taken it away."""
    for writer in writers:
        token = writer.promises.pop(("lock", path), None)
        if token:
            client.expect((204,), "UNLOCK", path, Lock_Token=f"<{token}>")


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
    known, promises = [{} for _ in range(WRITERS)], [{} for _ in range(WRITERS)]
    replicas, written, checked, kept = {}, 0, [], Kept(os.environ["DATA"])
    ended = trashed = 0
    server = Server()
    prepare(Client(), replicas)
    for number in range(rounds):
        writers = [Writer(each, known[each], promises[each], chance.getrandbits(64)) for each in range(WRITERS)]
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
        owed = [version for writer in writers for version in writer.ended]
        gone = [path for writer in writers for path in writer.trashed]
        kept.check(owed, gone, number + 1)
        ended, trashed = ended + len(owed), trashed + len(gone)
        server = Server()
        everything = {path: octets for each in known for path, octets in each.items()}
        check(Client(), Client(BOB), writers, everything, replicas, checked)
        for writer in writers:
            mark = f"/w{writer.number}-"
            writer.known.clear()
            writer.known.update({path: octets for path, octets in everything.items() if octets and mark in path})
        if number % 100 == 99:
            print(f"{number + 1} rounds, {written} writes", file=sys.stderr, flush=True)
    verify()
    server.kill()
    report("ok", f"{rounds} kills (seed {seed}): {written} acknowledged writes, {len(checked)} comparisons, {ended} earlier "
           f"versions and {trashed} deleted collections kept, nothing lost")


def verify():
    """fasti verify, beside the server."""
    command = [os.environ["JAVA"], "-jar", os.environ["JAR"], "verify", "--json", "--data", os.environ["DATA"]]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Lies(f"fasti verify: exit {done.returncode}: {done.stdout[:2000]} {done.stderr[:500]}")


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
