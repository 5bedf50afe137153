"""Makes calendars of a data folder before a server starts.

    fill.py HOME NAME MEMBERS [NAME MEMBERS ...]
    fill.py --users ROOT USERS COLLECTIONS MEMBERS      calendars that share their files by hard links
"""

import json
import os
import sys

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fasti//bench//EN\r\nBEGIN:VEVENT\r\nUID:{0}\r\n"
    "DTSTAMP:20260501T080000Z\r\nDTSTART:20260610T140000Z\r\nDTEND:20260610T150000Z\r\nSEQUENCE:0\r\n"
    "SUMMARY:Event {0}\r\nDESCRIPTION:" + "Some words that say what it is about. " * 6
    + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def make(folder):
    os.makedirs(folder)
    with open(os.path.join(folder, ".Radicale.props"), "w", encoding="utf-8") as props:
        json.dump({"tag": "VCALENDAR"}, props)


def fill(folder, members):
    make(folder)
    for number in range(members):
        with open(os.path.join(folder, f"m{number}.ics"), "w", encoding="ascii", newline="") as member:
            member.write(EVENT.format(f"{os.path.basename(folder)}-m{number}"))


def fill_users(root, users, collections, members):
    first = os.path.join(root, "u0", "c0")
    fill(first, members)
    for user in range(users):
        for collection in range(collections):
            folder = os.path.join(root, f"u{user}", f"c{collection}")
            if folder != first:
                make(folder)
                for number in range(members):
                    os.link(f"{first}/m{number}.ics", f"{folder}/m{number}.ics")


if sys.argv[1] == "--users":
    fill_users(sys.argv[2], *map(int, sys.argv[3:]))
else:
    for name, members in zip(sys.argv[2::2], sys.argv[3::2]):
        fill(os.path.join(sys.argv[1], name), int(members))
