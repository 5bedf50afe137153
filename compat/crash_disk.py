"""What a killed server has left in its folder: versions, journals and the trash. Read while no server runs, for
crash.py, so that nothing a start puts right is taken for what was kept. Standard library only."""

import hashlib
import json
import os
import zlib


class Lies(Exception):
    """The server has broken a promise."""


class Kept:
    """The history and the trash of a data folder; remembers what it has read, for there is more after every round."""

    def __init__(self, data):
        self.root = os.path.join(data, "collection-root")
        self.trash = os.path.join(data, "fasti", "trash")
        self.versions, self.offsets, self.events, self.broken, self.trashed = {}, {}, {}, 0, {}

    def check(self, ended, trashed, kills):
        """ended: (collection, name, octets) of versions that acknowledged writes have replaced or deleted; trashed:
        paths of collections whose deletion was acknowledged."""
        for collection in {place for place, _, _ in ended}:
            self.read_versions(collection)
            self.read_journal(collection, kills)
        for collection, name, octets in ended:
            digest = hashlib.sha256(octets).hexdigest()
            if (name, digest) not in self.versions[collection].values():
                raise Lies(f"the version of {collection}{name} that was replaced or deleted is not in the history")
            if (name, digest) not in self.events[collection]:
                raise Lies(f"the journal does not tell who replaced or deleted {collection}{name}")
        self.read_trash()
        for path in trashed:
            if path not in self.trashed.values():
                raise Lies(f"{path} was deleted and is not in the trash")

    def history(self, collection):
        return os.path.join(self.root, collection.strip("/"), ".fasti", "history")

    def read_versions(self, collection):
        known, folder = self.versions.setdefault(collection, {}), self.history(collection)
        for file in os.listdir(folder) if os.path.isdir(folder) else []:
            parts = file.split("-", 2)
            if file not in known and len(parts) == 3:
                with open(os.path.join(folder, file), "rb") as octets:
                    known[file] = (parts[2], hashlib.sha256(octets.read()).hexdigest())

    def read_journal(self, collection, kills):
        events = self.events.setdefault(collection, set())
        try:
            with open(os.path.join(self.history(collection), "journal"), "rb") as journal:
                journal.seek(self.offsets.get(collection, 0))
                octets = journal.read()
        except FileNotFoundError:
            return
        self.offsets[collection] = self.offsets.get(collection, 0) + octets.rfind(b"\n") + 1
        for line in filter(None, octets.split(b"\n")):
            fields = line.split(b"\t")
            if b"%08x" % zlib.crc32(line.rpartition(b"\t")[0]) != fields[-1].rjust(8, b"0"):
                self.broken += 1
            else:
                events.add((fields[5].decode(), fields[3].decode()))
        if self.broken > kills:
            raise Lies(f"{self.broken} journal lines are broken after {kills} kills")

    def read_trash(self):
        for name in os.listdir(self.trash) if os.path.isdir(self.trash) else []:
            place = os.path.join(self.trash, name)
            if name not in self.trashed and os.path.isdir(os.path.join(place, "collection")):
                with open(os.path.join(place, "note"), encoding="utf-8") as note:
                    self.trashed[name] = "/" + json.load(note)["path"] + "/"
                member = os.path.join(place, "collection", "a.ics")
                if os.path.exists(member) and not open(member, "rb").read().endswith(b"END:VCALENDAR\r\n"):
                    raise Lies(f"{member} is half a file")
