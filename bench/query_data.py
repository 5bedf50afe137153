"""The calendars and address book that queries are measured on, and what the right answers are. Standard library only.

The month is June 2026. 396 objects of a calendar are in it, however large the calendar is: 360 single events, every
second one with a time zone, and 36 that recur every week without end, each with one instance moved within the month.
"""

import datetime
import json
import os
import zoneinfo

UTC = datetime.timezone.utc
PRAGUE = zoneinfo.ZoneInfo("Europe/Prague")
FROM = datetime.datetime(2026, 6, 1, tzinfo=UTC)
TO = datetime.datetime(2026, 7, 1, tzinfo=UTC)
SINGLE, WEEKLY = 360, 36
HITS = SINGLE + WEEKLY
HOUR = datetime.timedelta(hours=1)
WORDS = "DESCRIPTION:" + "Some words that say what it is about. " * 6
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Prague
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


def in_utc(time):
    return time.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def in_prague(name, time):
    return f"{name};TZID=Europe/Prague:{time.astimezone(PRAGUE):%Y%m%dT%H%M%S}"


def calendar(zone, *lines):
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//fasti//bench//EN\n" + zone + "\n".join(lines) + "\nEND:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def component(name, uid, *lines):
    return "\n".join([f"BEGIN:{name}", f"UID:{uid}", "DTSTAMP:20260501T080000Z", *lines, f"END:{name}"])


def uid_of(number):
    return f"{number:06d}-0000-4000-8000-000000000000"


def single(number, start):
    uid, summary = uid_of(number), f"SUMMARY:Event {number}"
    if number % 2:
        times = in_prague("DTSTART", start), in_prague("DTEND", start + HOUR)
        return calendar(ZONE, component("VEVENT", uid, *times, summary, WORDS))
    times = "DTSTART:" + in_utc(start), "DTEND:" + in_utc(start + HOUR)
    return calendar("", component("VEVENT", uid, *times, summary, WORDS))


def weekly(number):
    """The object and its instances within the month."""
    uid, summary = uid_of(number), f"SUMMARY:Weekly {number}"
    begin = datetime.datetime(2025, 9, 1 + number % 7, 8 + number % 9, tzinfo=PRAGUE)
    starts = [begin + datetime.timedelta(days=7 * week) for week in range(52)]
    inside = [start for start in starts if FROM <= start < TO]
    moved = inside[0] + HOUR / 2
    times = in_prague("DTSTART", begin), in_prague("DTEND", begin + HOUR)
    master = component("VEVENT", uid, *times, "RRULE:FREQ=WEEKLY", summary, WORDS)
    override = component(
        "VEVENT",
        uid,
        in_prague("RECURRENCE-ID", inside[0]),
        in_prague("DTSTART", moved),
        in_prague("DTEND", moved + HOUR),
        summary + ", later",
    )
    instances = [start.astimezone(UTC) for start in (moved, *inside[1:])]
    return calendar(ZONE, master, override), [(start, start + HOUR) for start in instances]


def write(folder, props, members):
    os.makedirs(folder)
    with open(os.path.join(folder, ".Radicale.props"), "w", encoding="utf-8") as out:
        json.dump(props, out)
    for name, octets in members:
        with open(os.path.join(folder, name), "wb") as out:
            out.write(octets)


def fill_events(folder, size):
    """Returns the instances of the month, each with its start and end."""
    instances, members = [], []
    for number in range(SINGLE):
        start = FROM + number * 2 * HOUR
        instances.append((start, start + HOUR))
        members.append((uid_of(number) + ".ics", single(number, start)))
    for number in range(SINGLE, HITS):
        octets, inside = weekly(number)
        instances += inside
        members.append((uid_of(number) + ".ics", octets))
    # Around the month, a year before it and a year after.
    others = size - HITS
    step = datetime.timedelta(days=700) / others
    for number in range(others):
        offset = step * number
        start = FROM - datetime.timedelta(days=351) + offset
        if offset >= datetime.timedelta(days=350):
            start += datetime.timedelta(days=32)
        members.append((uid_of(HITS + number) + ".ics", single(HITS + number, start.replace(microsecond=0))))
    write(folder, {"tag": "VCALENDAR"}, members)
    return instances


def fill_todos(folder, size, open_ones):
    def todo(number):
        lines = [f"SUMMARY:To do {number}", f"DUE:202606{1 + number % 30:02d}T100000Z", WORDS]
        if number >= open_ones:
            lines += ["STATUS:COMPLETED", "COMPLETED:20260501T100000Z"]
        return calendar("", component("VTODO", uid_of(number), *lines))

    write(folder, {"tag": "VCALENDAR"}, ((uid_of(number) + ".ics", todo(number)) for number in range(size)))


def fill_cards(folder, size):
    def card(number):
        return (
            f"BEGIN:VCARD\nVERSION:3.0\nUID:{uid_of(number)}\nFN:Peter Müller {number}\nN:Müller {number};Peter;;;\n"
            f"EMAIL;TYPE=home:peter.mueller{number}@example.com\nEMAIL;TYPE=work:pm{number}@example.org\n"
            f"TEL;TYPE=cell:+49 30 {number}\nORG:Example;Unit {number % 10}\n"
            f"ADR;TYPE=home:;;Street {number};Town;;12345;Land\nNOTE:Some words\nEND:VCARD\n"
        ).replace("\n", "\r\n").encode()

    write(folder, {"tag": "VADDRESSBOOK"}, ((uid_of(number) + ".vcf", card(number)) for number in range(size)))


def merged(instances):
    """The periods of busy time."""
    periods = []
    for start, end in sorted(instances):
        if periods and start <= periods[-1][1]:
            periods[-1] = (periods[-1][0], max(end, periods[-1][1]))
        else:
            periods.append((start, end))
    return [(in_utc(start), in_utc(end)) for start, end in periods]
