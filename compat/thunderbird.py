"""Uses a server through Thunderbird and says what it saw.

Arguments are the program and a profile. The scripts run inside Thunderbird with its own modules, sent by Marionette, the
protocol that Mozilla's tests use: a message is its length, a colon, and JSON.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from desktop import CALENDAR, CONTACTS, PASSWORD, PATIENCE, PHOTO, URL, USER
from desktop import equal, members, put_card, put_event, run, send, stored, true, until

WEEKLY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20260501T080000Z
DTSTART:20260910T090000Z
DTEND:20260910T100000Z
RRULE:FREQ=WEEKLY;COUNT=5
SUMMARY:Stand-up äö 🎉
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:soon
END:VALARM
END:VEVENT
END:VCALENDAR
"""
TASK = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VTODO
UID:milk@example.org
DTSTAMP:20260501T080000Z
SUMMARY:Buy milk
END:VTODO
END:VCALENDAR
"""
# What every script sent to Thunderbird begins with.
PRELUDE = """
const load = name => ChromeUtils.importESModule("resource:///modules/" + name + ".sys.mjs");
const {cal} = load("calendar/calUtils");
const {CalEvent} = load("CalEvent");
const {CalTodo} = load("CalTodo");
const {MailServices} = load("MailServices");
const {CardDAVDirectory} = load("CardDAVDirectory");
const {CardDAVUtils} = load("CardDAVUtils");
const calendar = cal.manager.getCalendars().find(each => each.type == "caldav" && each.name == "Calendar");
const titles = async () =>
    (await calendar.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null)).map(each => each.title).sort();
const remote = MailServices.ab.directories.find(each => each.dirType == 102);
const book = remote && CardDAVDirectory.forFile(remote.fileName);
const names = () => book.childCards.map(each => each.displayName).sort();
"""


class Thunderbird:
    """The running program."""

    def __init__(self, program, profile):
        port = Path(profile) / "MarionetteActivePort"
        command = [program, "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile]
        # Its output goes where complaints go, not among the results.
        self.process = subprocess.Popen(command, stdout=sys.stderr, start_new_session=True)
        until("Thunderbird listens", lambda: port.exists() and port.read_text().strip())
        self.connection = socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=2 * PATIENCE)
        self.received = self.connection.makefile("rb")
        self.read()
        self.number = 0
        self.command("WebDriver:NewSession")
        self.command("Marionette:SetContext", value="chrome")
        self.command("WebDriver:SetTimeouts", script=PATIENCE * 1000)

    def read(self):
        length = b""
        while not length.endswith(b":"):
            byte = self.received.read(1)
            if not byte:
                raise EOFError("Thunderbird is gone")
            length += byte
        return json.loads(self.received.read(int(length[:-1])))

    def command(self, name, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, name, parameters]).encode()
        self.connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self.read()
        if error:
            raise RuntimeError(f"{name}: {error}")
        return result

    def do(self, script, *arguments):
        """Runs a script in Thunderbird: what it returns."""
        whole = (
            "const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);\n"
            "(async () => {" + PRELUDE + script + "})().then("
            "value => done({value: value === undefined ? null : value}), error => done({error: error + ' ' + error.stack}));"
        )
        answer = self.command("WebDriver:ExecuteAsyncScript", script=whole, args=list(arguments), sandbox="system")["value"]
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def shows(self, titles):
        """Refreshes the calendar until it has just these."""
        script = "calendar.refresh(); await new Promise(done => setTimeout(done, 100)); return titles();"
        until(f"Thunderbird shows {titles}", lambda: self.do(script) == titles)

    def end(self):
        try:
            self.command("Marionette:Quit", flags=["eForceQuit"])
            self.process.wait(PATIENCE)
        except (OSError, EOFError, RuntimeError, subprocess.TimeoutExpired):
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def discovery(thunderbird):
    thunderbird.do(
        """const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
        login.init(args[0], null, "Fasti", args[1], args[2], "", "");
        await Services.logins.addLoginAsync(login);""",
        URL,
        USER,
        PASSWORD,
    )
    for path in ("/", "/remote.php/dav"):
        found = thunderbird.do(
            """const found = await cal.provider.detection.detect(args[0], args[1], args[2], true, [], {});
            const all = [...found.entries()].filter(([provider]) => provider.type == "caldav").flatMap(([, those]) => those);
            return all.map(each => [each.name, each.uri.spec, each.readOnly]);""",
            USER,
            PASSWORD,
            URL + path,
        )
        own = ["Calendar", URL + CALENDAR, False]
        shared = ["work (carol)", f"{URL}/{USER}/shared~carol~work/", True]
        equal(f"from {path} calendars are found, the shared one to be read alone", [own, shared], sorted(found))
        found = thunderbird.do(
            """const found = await CardDAVUtils.detectAddressBooks(args[0], args[1], args[2], false, true);
            return found.map(each => [each.name, String(each.url)]);""",
            USER,
            PASSWORD,
            URL + path,
        )
        equal(f"the address book is found from {path}", [["Contacts", URL + CONTACTS]], found)
    put_event("by%20other.ics", "other@example.org", "By another")
    put_card("grace.vcf", "Grace Hopper")
    thunderbird.do(
        """const found = await cal.provider.detection.detect(args[0], args[1], args[2], true, [], {});
        for (const [provider, all] of found.entries()) {
            for (const each of all.filter(() => provider.type == "caldav")) {
                each.setProperty("cache.enabled", true);
                each.setProperty("username", args[0]);
                cal.manager.registerCalendar(each);
            }
        }
        for (const each of await CardDAVUtils.detectAddressBooks(args[0], args[1], args[2], false, true)) {
            await each.create();
        }""",
        USER,
        PASSWORD,
        URL + "/",
    )
    thunderbird.shows(["By another"])
    until("the card comes", lambda: thunderbird.do("await book.syncWithServer(); return names();") == ["Grace Hopper"])
    true("what is there comes", True)


def events(thunderbird):
    thunderbird.do("await calendar.addItem(new CalEvent(args[0]));", WEEKLY.replace("\n", "\r\n"))
    (ours,) = until("the event is sent", lambda: set(members(CALENDAR)) - {CALENDAR + "by%20other.ics"})
    true("an event is stored", "SUMMARY:Stand-up äö 🎉" in send("GET", ours), members(CALENDAR))
    thunderbird.do(
        """const series = await calendar.getItem("weekly@example.org");
        const ids = series.recurrenceInfo.getOccurrences(series.startDate, cal.createDateTime("20261231T000000Z"), 0);
        const moved = ids[1].clone();
        moved.title = "Moved";
        const changed = series.clone();
        changed.recurrenceInfo.modifyException(moved, true);
        changed.recurrenceInfo.removeOccurrenceAt(ids[2].recurrenceId);
        await calendar.modifyItem(changed, series);""",
    )
    text = until("the series is sent", lambda: "EXDATE" in send("GET", ours) and send("GET", ours))
    true("a changed instance is beside its series", "SUMMARY:Moved" in text and "RECURRENCE-ID" in text, text)
    true("a deleted one is an EXDATE", "EXDATE" in text)

    put_event("by%20other.ics", "other@example.org", "Later")
    asked = thunderbird.do(
        """let asked = 0;
        cal.provider.promptOverwrite = () => { asked++; return false; };
        const event = await calendar.getItem("other@example.org");
        const changed = event.clone();
        changed.title = "Stale";
        await calendar.modifyItem(changed, event).catch(() => null);
        return asked;"""
    )
    equal("of a stale change Thunderbird asks what to keep", 1, asked)
    true("and nothing is overwritten", "SUMMARY:Later" in send("GET", CALENDAR + "by%20other.ics"))
    thunderbird.shows(["Later", "Stand-up äö 🎉"])
    thunderbird.do('await calendar.deleteItem(await calendar.getItem("other@example.org"));')
    until("a deleted event is gone", lambda: members(CALENDAR) == [ours])
    send("DELETE", ours)
    thunderbird.shows([])
    true("deletions go both ways", True)


def offline(thunderbird):
    """A task is added while there is no network, and sent when there is one again."""
    thunderbird.do(
        """Services.io.offline = true;
        await calendar.addItem(new CalTodo(args[0]));
        Services.io.offline = false;""",
        TASK.replace("\n", "\r\n"),
    )
    until("the task is sent", lambda: thunderbird.shows(["Buy milk"]) or members(CALENDAR))
    true("a task made while offline is sent later", "SUMMARY:Buy milk" in stored(CALENDAR), members(CALENDAR))
    thunderbird.do(
        """const task = await calendar.getItem("milk@example.org");
        const changed = task.clone();
        changed.isCompleted = true;
        await calendar.modifyItem(changed, task);"""
    )
    until("the task is completed", lambda: "STATUS:COMPLETED" in stored(CALENDAR))
    true("it is completed", True)


def contacts(thunderbird):
    send("DELETE", CONTACTS + "grace.vcf")
    until("the card goes", lambda: thunderbird.do("await book.syncWithServer(); return names();") == [])
    thunderbird.do(
        """const card = Cc["@mozilla.org/addressbook/cardproperty;1"].createInstance(Ci.nsIAbCard);
        card.displayName = "Ada Lovelace";
        card.primaryEmail = "ada@example.org";
        book.addCard(card);"""
    )
    until("the contact is sent", lambda: members(CONTACTS))
    thunderbird.do("await book.syncWithServer();")
    thunderbird.do(
        """const card = book.childCards[0];
        card.vCardProperties.clearValues("fn");
        card.vCardProperties.addValue("fn", "Ada King");
        card.vCardProperties.addValue("photo", "data:image/png;base64," + args[0]);
        book.modifyCard(card);""",
        PHOTO,
    )
    until("the change is sent", lambda: "FN:Ada King" in stored(CONTACTS))
    true("a contact is changed, with a photo", PHOTO in stored(CONTACTS), stored(CONTACTS)[:400])
    put_card("grace.vcf", "Grace Hopper")
    both = ["Ada King", "Grace Hopper"]
    until("the card comes", lambda: thunderbird.do("await book.syncWithServer(); return names();") == both)
    thunderbird.do('book._syncToken = "junk"; await book.syncWithServer();')
    recovered = thunderbird.do("await book.syncWithServer(); return [names(), book._syncToken];")
    true("it recovers from a spoiled token", recovered[0] == both and recovered[1] != "junk", recovered)
    thunderbird.do("book.deleteCards(book.childCards);")
    until("the contacts are deleted", lambda: not members(CONTACTS))
    true("deleted contacts are gone", True)


def main():
    thunderbird = Thunderbird(*sys.argv[1:])
    try:
        run(thunderbird, discovery, events, offline, contacts)
    finally:
        thunderbird.end()


if __name__ == "__main__":
    main()
