"""Uses a server through Evolution Data Server and says what it saw.

The account is the source "fasti". With "password" it is only given the password.
"""

import sys

import gi

from desktop import CALENDAR, CONTACTS, PASSWORD, PHOTO, URL, USER
from desktop import equal, members, put_card, put_event, run, send, stored, true
from desktop import until as until_true

gi.require_version("EBook", "1.2")
gi.require_version("EBookContacts", "1.2")
gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import EBook, EBookContacts, ECal, EDataServer, GLib, ICalGLib  # noqa: E402

DO_NOT_WAIT = 0xFFFFFFFF
NO_FLAGS = ECal.OperationFlags.NONE
ALL = ECal.ObjModType.ALL
ZONE = "/freeassociation.sourceforge.net/Europe/Berlin"

WEEKLY = f"""BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20260501T080000Z
DTSTART;TZID={ZONE}:20260910T090000
DTEND;TZID={ZONE}:20260910T100000
RRULE:FREQ=WEEKLY;COUNT=6
SUMMARY:Stand-up äö 🎉
ATTACH;VALUE=BINARY;ENCODING=BASE64;FILENAME="a b.txt":aGVsbG8=
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:soon
END:VALARM
END:VEVENT
"""
TASK = """BEGIN:VTODO
UID:milk@example.org
DTSTAMP:20260501T080000Z
DUE;VALUE=DATE:20260912
SUMMARY:Buy milk
END:VTODO
"""
MEMO = """BEGIN:VJOURNAL
UID:memo@example.org
DTSTAMP:20260501T080000Z
SUMMARY:Memo
END:VJOURNAL
"""
CARD = f"""BEGIN:VCARD
VERSION:3.0
FN:Ada Lovelace
N:Lovelace;Ada;;;
EMAIL;TYPE=WORK:ada@example.org
PHOTO;ENCODING=b;TYPE=JPEG:{PHOTO}
END:VCARD"""


def until(what, condition):
    """Lets the session's messages in until a condition is true; what the condition refuses meanwhile is not the end."""

    def holds():
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            return condition()
        except (GLib.Error, IndexError):
            return None

    return until_true(what, holds)


class Account:
    """The sources that were found in the account."""

    def __init__(self):
        self.registry = EDataServer.SourceRegistry.new_sync(None)
        self.account = self.registry.ref_source("fasti")

    def discover(self):
        self.registry.refresh_backend_sync("fasti", None)

    def kinds(self):
        return sorted(
            (source.get_display_name(), kind)
            for source in self.registry.list_sources(None)
            for kind in ("Calendar", "Task List", "Memo List", "Address Book")
            if source.get_parent() == "fasti" and source.has_extension(kind)
        )

    def source(self, kind, name):
        return [
            source
            for source in self.registry.list_sources(kind)
            if source.get_parent() == "fasti" and source.get_display_name() == name
        ][0]

    def open(self, kind, name, client_type):
        client = ECal.Client.connect_sync(self.source(kind, name), client_type, DO_NOT_WAIT, None)
        until(f"{name} can be written", lambda: not client.is_readonly())
        return client

    def open_book(self):
        client = EBook.BookClient.connect_sync(self.source("Address Book", "Contacts"), DO_NOT_WAIT, None)
        until("contacts can be written", lambda: not client.is_readonly())
        return client


def component(text):
    return ICalGLib.Component.new_from_string(text.replace("\n", "\r\n"))


def discovery(account):
    account.discover()
    default = [("Calendar", "Calendar"), ("Calendar", "Task List"), ("Contacts", "Address Book")]
    until("the collections are found", lambda: len(account.kinds()) >= len(default))
    equal("calendar, tasks and contacts are found from the server's root", default, account.kinds())


def events(account):
    calendar = account.open("Calendar", "Calendar", ECal.ClientSourceType.EVENTS)
    calendar.create_object_sync(component(WEEKLY), NO_FLAGS, None)
    equal("an event is stored under its UID", [CALENDAR + "weekly%40example.org.ics"], members(CALENDAR))
    text = stored(CALENDAR)
    for part in ("TZID:Europe/Berlin", "SUMMARY:Stand-up äö 🎉", "BEGIN:VALARM", "aGVsbG8="):
        true(f"it has {part}", part in text, text)

    second = component(WEEKLY)
    second.remove_property(second.get_first_property(ICalGLib.PropertyKind.RRULE_PROPERTY))
    second.add_property(ICalGLib.Property.new_from_string(f"RECURRENCE-ID;TZID={ZONE}:20260917T090000"))
    second.set_summary("Moved")
    calendar.modify_object_sync(second, ECal.ObjModType.THIS, NO_FLAGS, None)
    text = stored(CALENDAR)
    equal("a changed instance is beside its series", 2, text.count("BEGIN:VEVENT"))
    calendar.remove_object_sync("weekly@example.org", "20260924T090000", ECal.ObjModType.THIS, NO_FLAGS, None)
    true("a deleted instance is an EXDATE", "EXDATE" in stored(CALENDAR), stored(CALENDAR))

    put_event("by%20other.ics", "other@example.org", "By another")
    calendar.refresh_sync(None)
    seen = until("another client's event comes", lambda: calendar.get_object_sync("other@example.org", None, None)[1])
    equal("another client's event comes", "By another", seen.get_summary())
    put_event("by%20other.ics", "other@example.org", "Later")
    seen.set_summary("Stale")
    try:
        calendar.modify_object_sync(seen, ALL, ECal.OperationFlags.CONFLICT_FAIL, None)
        true("a stale change is refused", False)
    except GLib.Error as error:
        equal("a stale change is out of sync", EDataServer.ClientError.OUT_OF_SYNC, error.code)
    true("and overwrites nothing", "SUMMARY:Later" in send("GET", CALENDAR + "by%20other.ics"))
    calendar.refresh_sync(None)
    until("the change comes", lambda: calendar.get_object_sync("other@example.org", None, None)[1].get_summary() == "Later")
    calendar.remove_object_sync("other@example.org", None, ALL, NO_FLAGS, None)
    equal("a deleted event is gone", [CALENDAR + "weekly%40example.org.ics"], members(CALENDAR))
    free_busy(calendar)
    send("DELETE", CALENDAR + "weekly%40example.org.ics")
    calendar.refresh_sync(None)
    until("another client's deletion comes", lambda: not calendar.get_object_list_as_comps_sync("#t", None)[1])
    true("another client's deletion comes", True)


def free_busy(calendar):
    """Asked is the principal that is found by the address."""
    start, end = 1789000000, 1789100000
    busy = "".join(each.get_as_string() for each in calendar.get_free_busy_sync(start, end, [USER], None)[1])
    true("whether somebody is free is known", "20260910T070000Z/20260910T080000Z" in busy, busy)


def tasks(account):
    todo = account.open("Task List", "Calendar", ECal.ClientSourceType.TASKS)
    todo.create_object_sync(component(TASK), NO_FLAGS, None)
    true("a task is stored", "SUMMARY:Buy milk" in stored(CALENDAR), members(CALENDAR))
    found = todo.get_object_sync("milk@example.org", None, None)[1]
    found.set_status(ICalGLib.PropertyStatus.COMPLETED)
    todo.modify_object_sync(found, ALL, NO_FLAGS, None)
    true("it is completed", "STATUS:COMPLETED" in stored(CALENDAR), stored(CALENDAR))
    todo.remove_object_sync("milk@example.org", None, ALL, NO_FLAGS, None)
    equal("it is gone", [], members(CALENDAR))


def contacts(account):
    book = account.open_book()
    uid = book.add_contact_sync(EBookContacts.Contact.new_from_vcard(CARD.replace("\n", "\r\n")), 0, None)[1]
    true("a contact is stored with its photo", PHOTO in stored(CONTACTS), stored(CONTACTS)[:400])
    contact = book.get_contact_sync(uid, None)[1]
    contact.set_property("full-name", "Ada King")
    book.modify_contact_sync(contact, 0, None)
    true("a changed contact keeps it", all(part in stored(CONTACTS) for part in ("FN:Ada King", PHOTO)), stored(CONTACTS)[:400])
    put_card("grace.vcf", "Grace Hopper")
    book.refresh_sync(None)

    def names():
        query = EBookContacts.BookQuery.any_field_contains("").to_string()
        return sorted(each.get_property("full-name") for each in book.get_contacts_sync(query, None)[1])

    until("another client's contact comes", lambda: names() == ["Ada King", "Grace Hopper"])
    send("DELETE", CONTACTS + "grace.vcf")
    book.refresh_sync(None)
    until("another client's deletion comes", lambda: names() == ["Ada King"])
    book.remove_contacts_sync([uid], 0, None)
    equal("contacts come and go", [], members(CONTACTS))


def collections(account):
    session = EDataServer.WebDAVSession.new(account.source("Calendar", "Calendar"))
    credentials = EDataServer.NamedParameters()
    credentials.set("username", USER)
    credentials.set("password", PASSWORD)
    session.set_credentials(credentials)
    home = f"{URL}/{USER}/"
    before = account.kinds()
    session.mkcalendar_sync(home + "notes/", "Notes & <more>", "text", "#62a0ea", EDataServer.WebDAVResourceSupports.MEMOS, None)
    session.mkcol_addressbook_sync(home + "people/", "People", "text", None)
    account.discover()
    until("what was made is found", lambda: len(account.kinds()) == len(before) + 2)
    equal(
        "a list of memos and an address book that it makes are found as such",
        sorted([*before, ("Notes & <more>", "Memo List"), ("People", "Address Book")]),
        account.kinds(),
    )
    memos = account.open("Memo List", "Notes & <more>", ECal.ClientSourceType.MEMOS)
    memos.create_object_sync(component(MEMO), NO_FLAGS, None)
    true("a memo is stored", "BEGIN:VJOURNAL" in stored(f"/{USER}/notes/"), members(f"/{USER}/notes/"))
    session.delete_sync(home + "notes/", "infinity", None, None)
    session.delete_sync(home + "people/", "infinity", None, None)
    account.discover()
    until("what was deleted is gone", lambda: account.kinds() == before)
    true("what it deletes is gone", True)


def main():
    account = Account()
    if sys.argv[1] == "password":
        account.account.store_password_sync(PASSWORD, True, None)
        return
    run(account, discovery, events, tasks, contacts, collections)


if __name__ == "__main__":
    main()
