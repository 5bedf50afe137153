"""Checks a recording of system calls (strace -f -y) for the order that durability needs. Run by fsync-order.sh.

Between one answer and the next, whatever gets a name in the data folder must have been synced before it got it, and
the folder that holds the name after it, before the answer goes out.
"""

import json
import os
import re
import sys

# A call may be told in two parts when threads take turns.
WHOLE = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+)")
BEGUN = re.compile(r"^(\d+)\s+(\w+)\((.*) <unfinished \.\.\.>$")
ENDED = re.compile(r"^(\d+)\s+<\.\.\. (\w+) resumed>(.*)\)\s+= (-?\d+)")
PATH = re.compile(r"<([^>]*)>")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def calls(lines):
    """(name, arguments, result) in the order in which the calls ended."""
    begun = {}
    for line in lines:
        if match := WHOLE.match(line):
            yield match[2], match[3], int(match[4])
        elif match := BEGUN.match(line):
            begun[match[1], match[2]] = match[3]
        elif match := ENDED.match(line):
            yield match[2], begun.pop((match[1], match[2]), "") + match[3], int(match[4])


def requests(lines, data):
    """The calls between answers that touch the data folder, with the status of the answer that ends them."""
    gathered = []
    for name, arguments, result in calls(lines):
        if result < 0:
            continue
        answer = re.search(r'"HTTP/1\.1 (\d+)', arguments)
        if name in ("write", "writev", "sendto", "sendmsg") and answer:
            yield int(answer[1]), gathered
            gathered = []
        elif data in arguments:
            gathered.append((name, arguments))


def durable(path):
    """Whether the file must survive a crash: what is rebuilt or on its way need not."""
    return not re.search(r"/\.fasti/(cache|tmp)/|/fasti/attic/", path)


def faults(gathered):
    """What is out of order in the calls of one request."""
    found, dirty, unsynced = [], set(), {}
    for name, arguments in gathered:
        if name in ("write", "pwrite64", "writev"):
            dirty.add(PATH.search(arguments)[1])
        elif name in ("fsync", "fdatasync"):
            path = PATH.search(arguments)[1]
            dirty.discard(path)
            unsynced.pop(path, None)
        elif name.startswith("rename"):
            source, target = QUOTED.findall(arguments)[:2]
            found += [f"{target} got its name before {path} was synced"
                      for path in sorted(dirty) if path == source or path.startswith(source + "/")]
            for path in (source, target):
                if durable(path):
                    unsynced[os.path.dirname(path)] = path
        elif name.startswith(("link", "unlink", "rmdir")):
            for path in QUOTED.findall(arguments):
                if durable(path):
                    unsynced[os.path.dirname(path)] = path
    found += [f"the answer went out before the folder of {path} was synced" for path in unsynced.values()]
    return found


def named(gathered):
    """The names that came or went."""
    return [path for name, arguments in gathered if name.startswith(("rename", "unlink"))
            for path in QUOTED.findall(arguments) if durable(path)]


def check(path, data, user):
    with open(path, encoding="utf-8", errors="replace") as trace:
        answered = [(status, gathered) for status, gathered in requests(trace, data) if status in (201, 204, 207)]
    titles = ["MKCALENDAR", "PUT of something new", "PUT in its place", "PROPPATCH", "MOVE", "DELETE"]
    if len(answered) != len(titles):
        report("FAIL", "every request is in the recording", f"{len(answered)} answers, not {len(titles)}")
        return
    for title, (_, gathered) in zip(titles, answered):
        problems = faults(gathered)
        if not any(f"/{user}/order" in name for name in named(gathered)):
            problems.append("no name came or went: the recording misses something")
        if problems:
            report("FAIL", f"{title} is durable before it is answered", "\n".join(problems + [str(gathered)]))
        else:
            report("ok", f"{title} is durable before it is answered ({len(gathered)} calls)")


GOOD = [("write", '7</d/c/.fasti/tmp/1>, "BEGIN"'), ("fsync", "7</d/c/.fasti/tmp/1>"),
        ("rename", '"/d/c/.fasti/tmp/1", "/d/c/a.ics"'), ("fsync", "8</d/c>")]


def self_test():
    """That each fault is found."""
    for title, gathered, count in [
        ("the right order", GOOD, 0),
        ("a file that is not synced", GOOD[:1] + GOOD[2:], 1),
        ("a file that is synced after the rename", [GOOD[0], GOOD[2], GOOD[1], GOOD[3]], 1),
        ("a folder that is not synced", GOOD[:3], 1),
        ("a folder that is synced before the rename", [GOOD[0], GOOD[1], GOOD[3], GOOD[2]], 1),
        ("a removal that is not synced", [("unlink", '"/d/c/a.ics"')], 1),
    ]:
        found = faults(gathered)
        verdict = "ok" if len(found) == count else "FAIL"
        report(verdict, f"the check tells {title}", None if verdict == "ok" else str(found))


def report(verdict, message, detail=None):
    print("\t".join([verdict, message] + ([json.dumps(detail)] if detail is not None else [])), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--self-test":
        self_test()
    else:
        check(*sys.argv[1:])
    print("end")
