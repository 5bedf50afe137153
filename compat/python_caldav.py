"""Uses a server through python-caldav and says what it saw, in the form that take_results of lib.sh reads.

COMPAT_URL, COMPAT_USER and COMPAT_PASSWORD say whose server it is. The user has no calendars yet but what the server
makes by itself.
"""

import datetime
import json
import os
import traceback

import caldav
import icalendar
from caldav.elements import cdav, dav
from caldav.lib import error

UTC = datetime.timezone.utc
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
# Tuesdays at nine; the 9th is left out, the 16th is at half past ten, that of the 23rd is in July.
WEEKLY = ZONE + """BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20260501T080000Z
DTSTART;TZID=Europe/Prague:20260602T090000
DTEND;TZID=Europe/Prague:20260602T094500
RRULE:FREQ=WEEKLY;COUNT=5
EXDATE;TZID=Europe/Prague:20260609T090000
SUMMARY:Porada týmu
END:VEVENT
BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20260501T080000Z
RECURRENCE-ID;TZID=Europe/Prague:20260616T090000
DTSTART;TZID=Europe/Prague:20260616T103000
DTEND;TZID=Europe/Prague:20260616T111500
SUMMARY:Porada\\, later
END:VEVENT
BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20260501T080000Z
RECURRENCE-ID;TZID=Europe/Prague:20260623T090000
DTSTART;TZID=Europe/Prague:20260707T090000
DTEND;TZID=Europe/Prague:20260707T094500
SUMMARY:Porada\\, much later
END:VEVENT
"""
LUNCH = """BEGIN:VEVENT
UID:lunch@example.org
DTSTAMP:20260501T080000Z
DTSTART:20260610T103000Z
DTEND:20260610T113000Z
SUMMARY:Lunch & 100% talk
LOCATION:Kuchyň
END:VEVENT
"""
MAYBE = """BEGIN:VEVENT
UID:maybe@example.org
DTSTAMP:20260501T080000Z
DTSTART:20260610T110000Z
DURATION:PT1H
STATUS:TENTATIVE
SUMMARY:Perhaps
END:VEVENT
"""
DAY_OFF = """BEGIN:VEVENT
UID:dayoff@example.org
DTSTAMP:20260501T080000Z
DTSTART;VALUE=DATE:20260605
TRANSP:TRANSPARENT
SUMMARY:Day off
CATEGORIES:FREE TIME
END:VEVENT
"""
JOURNAL = """BEGIN:VJOURNAL
UID:note@example.org
DTSTAMP:20260501T080000Z
DTSTART;VALUE=DATE:20260611
SUMMARY:What happened
END:VJOURNAL
"""


def todo(uid, *lines):
    return "\n".join(["BEGIN:VTODO", f"UID:{uid}@example.org", "DTSTAMP:20260501T080000Z", *lines, "END:VTODO", ""])


TODOS = [
    todo("open", "SUMMARY:Water the plants", "DUE;VALUE=DATE:20260612"),
    todo("needed", "SUMMARY:Pay the rent", "STATUS:NEEDS-ACTION", "DUE:20260601T100000Z"),
    todo("begun", "SUMMARY:Write the book", "STATUS:IN-PROCESS", "DTSTART:20260602T100000Z"),
    todo("done", "SUMMARY:Mow the lawn", "STATUS:COMPLETED", "COMPLETED:20260520T100000Z"),
    todo("dropped", "SUMMARY:Learn to fly", "STATUS:CANCELLED"),
    todo("every", "SUMMARY:Bins", "DTSTART:20260602T060000Z", "DUE:20260602T070000Z", "RRULE:FREQ=WEEKLY"),
]


def text(components):
    body = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//fasti//compat//EN\n" + components + "END:VCALENDAR\n"
    return body.replace("\n", "\r\n")


def at(month, day, hour=0, minute=0):
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=UTC)


def equal(message, expected, actual):
    if expected == actual:
        print(f"ok\t{message}")
    else:
        print(f"FAIL\t{message}\t" + json.dumps(f"expected: {expected}\nactual:   {actual}"))


def refused(message, expected, action):
    try:
        equal(message, expected.__name__, f"nothing refused: {action()}")
    except expected:
        equal(message, expected.__name__, expected.__name__)


def components(objects):
    """The components of what a search found, but for time zones."""
    found = [icalendar.Calendar.from_ical(each.data).subcomponents for each in objects]
    return [component for each in found for component in each if component.name != "VTIMEZONE"]


def uids(objects):
    return sorted({str(component["UID"]).partition("@")[0] for component in components(objects)})


def instances(objects):
    """Start and summary of each component."""
    return sorted((str(each["DTSTART"].to_ical(), "ascii"), str(each["SUMMARY"])) for each in components(objects))


def discovery(client):
    equal("the server says that it is a calendar server", True, bool(client.check_cdav_support()))
    principal = client.principal()
    equal("the principal is found from the base URL", f"/principals/{client.username}/", principal.url.path)
    equal("so is the home", f"/{client.username}/", principal.calendar_home_set.url.path)
    before = len(principal.calendars())
    calendar = principal.make_calendar(name="Práce & <více>", cal_id="work")
    equal("a calendar is made", before + 1, len(principal.calendars()))
    equal("it has its name", "Práce & <více>", calendar.get_display_name())
    equal("it is found by its name", calendar.url.path, principal.calendar(name="Práce & <více>").url.path)
    tasks = principal.make_calendar(name="Tasks", cal_id="tasks", supported_calendar_component_set=["VTODO"])
    equal("a calendar for tasks is one for tasks only", ["VTODO"], tasks.get_supported_components())
    refused("an event is refused there", error.AuthorizationError, lambda: tasks.save_event(text(LUNCH)))
    refused("a calendar is not made twice", error.MkcalendarError, lambda: principal.make_calendar(cal_id="work"))
    return calendar, tasks


def saving(calendar, tasks):
    for components_text in (WEEKLY, LUNCH, MAYBE, DAY_OFF):
        calendar.save_event(text(components_text))
    calendar.save_journal(text(JOURNAL))
    for each in TODOS:
        tasks.save_todo(text(each))
    equal("all events are listed", ["dayoff", "lunch", "maybe", "weekly"], uids(calendar.events()))
    equal("all journals are listed", ["note"], uids(calendar.journals()))
    refused(
        "an event with a taken UID is told from a new one",
        error.ConsistencyError,
        lambda: calendar.save_event(text(LUNCH), no_overwrite=True),
    )
    lunch = calendar.event_by_uid("lunch@example.org")
    lunch.icalendar_component["SUMMARY"] = "Lunch & 99% talk"
    lunch.save()
    equal("a change is saved", "Lunch & 99% talk", str(calendar.event_by_url(lunch.url).icalendar_component["SUMMARY"]))


def by_date(calendar):
    june = {"start": at(6, 1), "end": at(7, 1), "event": True}
    found = calendar.search(**june)
    equal("a month without expand has each object once", ["dayoff", "lunch", "maybe", "weekly"], uids(found))
    whole = next(each for each in found if "weekly@" in each.data)
    equal("the recurring one is whole", (3, True), (len(components([whole])), "RRULE:" in whole.data))
    anything = uids(calendar.search(start=at(6, 1), end=at(7, 1)))
    equal("a month of whatever is in it has the note, too", ["dayoff", "lunch", "maybe", "note", "weekly"], anything)
    found = calendar.search(expand=True, **june)
    equal(
        "a month with expand has each instance, in UTC, without the one that moved away",
        [
            ("20260602T070000Z", "Porada týmu"),
            ("20260605", "Day off"),
            ("20260610T103000Z", "Lunch & 99% talk"),
            ("20260610T110000Z", "Perhaps"),
            ("20260616T083000Z", "Porada, later"),
            ("20260630T070000Z", "Porada týmu"),
        ],
        instances(found),
    )
    equal("no rule is left in it", [], [each.data for each in found if "RRULE" in each.data or "EXDATE" in each.data])
    ids = [each["RECURRENCE-ID"].to_ical() for each in components(found) if "RECURRENCE-ID" in each]
    equal("instances are named by the time they had", [b"20260602T070000Z", b"20260616T070000Z", b"20260630T070000Z"], sorted(ids))
    july = calendar.search(start=at(7, 1), end=at(8, 1), event=True, expand=True)
    equal("the instance that moved is in the next month", [("20260707T070000Z", "Porada, much later")], instances(july))
    equal("the day that is left out is free", [], uids(calendar.search(start=at(6, 9), end=at(6, 10), event=True)))
    equal("date_search of old finds the same", ["weekly"], uids(calendar.date_search(at(6, 16), at(6, 17))))
    equal(
        "a search without an end goes on for ever",
        ["weekly"],
        uids(calendar.search(start=at(7, 1), event=True)),
    )
    equal("a range ends before its end", [], uids(calendar.search(start=at(6, 10, 9), end=at(6, 10, 10, 30), event=True)))
    refused(
        "a range that ends before it starts is refused",
        error.AuthorizationError,
        lambda: calendar.search(start=at(7, 1), end=at(6, 1), event=True),
    )


def by_text(calendar):
    # It asks by i;octet.
    equal("by summary, octet for octet", ["lunch"], uids(calendar.search(event=True, summary="Lunch & 99%")))
    equal("by summary in other letters", [], uids(calendar.search(event=True, summary="LUNCH")))
    folded = cdav.PropFilter("SUMMARY") + cdav.TextMatch("LUNCH & 99%", collation="i;ascii-casemap")
    equal("by summary, in any case", ["lunch"], uids(calendar.search(comp_class=caldav.Event, filters=[folded])))
    equal("by summary beyond ASCII", ["weekly"], uids(calendar.search(event=True, summary="týmu")))
    equal("by the summary of an override", ["weekly"], uids(calendar.search(event=True, summary="much later")))
    equal("by location", ["lunch"], uids(calendar.search(event=True, location="Kuchyň")))
    equal("by category", ["dayoff"], uids(calendar.search(event=True, category="FREE TIME")))
    equal("by status", ["maybe"], uids(calendar.search(event=True, status="TENTATIVE")))
    equal("by what nothing has", [], uids(calendar.search(event=True, summary="nothing of the kind")))
    equal(
        "by text and time",
        ["weekly"],
        uids(calendar.search(event=True, summary="Porada", start=at(6, 30), end=at(7, 1))),
    )
    without = cdav.PropFilter("STATUS") + cdav.NotDefined()
    equal(
        "by a property that is not there",
        ["dayoff", "lunch", "weekly"],
        uids(calendar.search(comp_class=caldav.Event, filters=[without])),
    )


def by_uid(calendar, tasks):
    equal("an event by UID", "Perhaps", str(calendar.event_by_uid("maybe@example.org").icalendar_component["SUMMARY"]))
    equal("a recurring one by UID", ["weekly"], uids([calendar.object_by_uid("weekly@example.org", cdav.CompFilter("VEVENT"))]))
    equal("a to-do by UID", ["every"], uids([tasks.todo_by_uid("every@example.org")]))
    equal("a journal by UID", ["note"], uids([calendar.journal_by_uid("note@example.org")]))
    refused("an unknown UID", error.NotFoundError, lambda: calendar.event_by_uid("nobody@example.org"))
    refused("part of a UID", error.NotFoundError, lambda: calendar.event_by_uid("maybe"))
    refused("an event is no to-do", error.NotFoundError, lambda: calendar.todo_by_uid("maybe@example.org"))
    wanted = [calendar.event_by_uid(uid).url for uid in ("maybe@example.org", "lunch@example.org")]
    equal("by multiget", ["lunch", "maybe"], uids(calendar.calendar_multiget(wanted)))


def todos(tasks):
    opened = ["begun", "every", "needed", "open"]
    equal("open to-dos", opened, uids(tasks.todos()))
    equal("all to-dos", sorted(opened + ["done", "dropped"]), uids(tasks.todos(include_completed=True)))
    due = tasks.search(todo=True, include_completed=True, start=at(6, 11, 12), end=at(6, 12, 12))
    # RFC 4791 section 9.9: without any time a to-do is in every range.
    equal("to-dos that are due", ["dropped", "open"], uids(due))
    # Of open ones it would keep one for each URL.
    found = tasks.search(todo=True, include_completed=True, start=at(6, 1), end=at(6, 20), expand=True)
    bins = [each["DTSTART"].to_ical() for each in components(found) if each["SUMMARY"] == "Bins"]
    equal("a recurring to-do is expanded", [b"20260602T060000Z", b"20260609T060000Z", b"20260616T060000Z"], sorted(bins))
    tasks.todo_by_uid("open@example.org").complete(completion_timestamp=at(6, 12, 8))
    opened.remove("open")
    equal("what is completed is no longer open", opened, uids(tasks.todos()))
    equal("it is completed", "COMPLETED", str(tasks.todo_by_uid("open@example.org").icalendar_component["STATUS"]))


def free_busy(calendar):
    answer = icalendar.Calendar.from_ical(calendar.freebusy_request(at(6, 10), at(6, 17)).data)
    busy = [each for each in answer.subcomponents if each.name == "VFREEBUSY"]
    equal("free-busy is one VFREEBUSY", 1, len(busy))
    equal("of the time that was asked for", (at(6, 10), at(6, 17)), (busy[0]["DTSTART"].dt, busy[0]["DTEND"].dt))
    found = busy[0].get("FREEBUSY", [])
    periods = sorted(
        (line.params.get("FBTYPE", "BUSY"), *time_of(period))
        for line in (found if isinstance(found, list) else [found])
        for period in (line if isinstance(line, list) else [line])
    )
    equal(
        "what is busy, of each type",
        [
            ("BUSY", at(6, 10, 10, 30), at(6, 10, 11, 30)),
            ("BUSY", at(6, 16, 8, 30), at(6, 16, 9, 15)),
            ("BUSY-TENTATIVE", at(6, 10, 11), at(6, 10, 12)),
        ],
        periods,
    )


def time_of(period):
    start, end = period.start, period.end
    return start.astimezone(UTC), end.astimezone(UTC)


def syncing(calendar):
    everything = calendar.objects_by_sync_token(load_objects=True)
    equal("an initial sync has all", ["dayoff", "lunch", "maybe", "note", "weekly"], uids(everything))
    token = everything.sync_token
    equal("nothing new", ([], []), tuple(map(list, everything.sync())))
    equal("the token stays as it is", token, everything.sync_token)
    equal("the property is the token", token, calendar.get_property(dav.SyncToken()))
    calendar.save_event(text(LUNCH.replace("lunch@", "dinner@").replace("T1", "T2")))
    changed = calendar.event_by_uid("maybe@example.org")
    changed.icalendar_component["SUMMARY"] = "Perhaps not"
    changed.save()
    calendar.event_by_uid("dayoff@example.org").delete()
    since = calendar.objects_by_sync_token(token, load_objects=True)
    equal("what happened since then, each name once", 3, len(list(since)))
    updated, deleted = everything.sync()
    equal("new and changed ones", ["dinner", "maybe"], uids(updated))
    equal("deleted ones", 1, len(deleted))
    equal("now the copy is complete", ["dinner", "lunch", "maybe", "note", "weekly"], uids(everything))


def deletion(principal, calendar):
    lunch = calendar.event_by_uid("lunch@example.org")
    lunch.delete()
    refused("what is deleted is not found by UID", error.NotFoundError, lambda: calendar.event_by_uid("lunch@example.org"))
    refused("nor by its URL", error.NotFoundError, lambda: calendar.event_by_url(lunch.url))
    equal("nor by time", ["maybe"], uids(calendar.search(event=True, start=at(6, 10), end=at(6, 10, 12))))
    calendar.delete()
    equal("a deleted calendar is gone", [], [each for each in principal.calendars() if each.url == calendar.url])
    refused("and answers no search", error.NotFoundError, lambda: calendar.search(event=True))


def main():
    client = caldav.DAVClient(
        url=os.environ["COMPAT_URL"], username=os.environ["COMPAT_USER"], password=os.environ["COMPAT_PASSWORD"], timeout=60
    )
    calendar, tasks = discovery(client)
    saving(calendar, tasks)
    for part in (
        lambda: by_date(calendar),
        lambda: by_text(calendar),
        lambda: by_uid(calendar, tasks),
        lambda: todos(tasks),
        lambda: free_busy(calendar),
        lambda: syncing(calendar),
        lambda: deletion(client.principal(), calendar),
    ):
        try:
            part()
        except Exception:  # pylint: disable=broad-except
            print("FAIL\tno exception\t" + json.dumps(traceback.format_exc()))
    print("end")


if __name__ == "__main__":
    main()
