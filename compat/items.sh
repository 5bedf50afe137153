# shellcheck shell=bash disable=SC2034
# The calendar objects, contacts and request bodies that the scripts send. Every item ends its lines with CRLF.

# Names of members as they stand in a URL, keyed by what is odd about them.
declare -A odd_names=(
    [space]="with%20two%20spaces"
    [at]="me@example.org"
    [encoded-at]="you%40example.org"
    [non-ascii]="%C5%BDlu%C5%A5ou%C4%8Dk%C3%BD%20k%C5%AF%C5%88"
    [plus]="one+two"
    [brackets]="it's%20(1)"
    [percent]="100%25"
)

mkcalendar='<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="http://apple.com/ns/ical/">
 <set><prop><displayname>Holidays</displayname><A:calendar-color>#00aa55ff</A:calendar-color></prop></set>
</C:mkcalendar>'

mkcol_addressbook='<?xml version="1.0" encoding="utf-8"?>
<mkcol xmlns="DAV:" xmlns:R="urn:ietf:params:xml:ns:carddav">
 <set><prop><resourcetype><collection/><R:addressbook/></resourcetype><displayname>Friends</displayname></prop></set>
</mkcol>'

crlf() {
    sed 's/$/\r/'
}

calendar() { # reads components
    {
        printf 'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//fasti//compat//EN\n'
        cat
        printf 'END:VCALENDAR\n'
    } | crlf
}

event() { # UID SUMMARY
    calendar <<END
BEGIN:VEVENT
UID:$1
DTSTAMP:20260501T080000Z
DTSTART:20260610T140000Z
DTEND:20260610T150000Z
SUMMARY:$2
END:VEVENT
END
}

# A weekly meeting with a time zone, an alarm, a moved instance and folded, non-ASCII text.
weekly_meeting() {
    calendar <<'END'
BEGIN:VTIMEZONE
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
BEGIN:VEVENT
UID:weekly-1
DTSTAMP:20260501T080000Z
DTSTART;TZID=Europe/Prague:20260602T090000
DTEND;TZID=Europe/Prague:20260602T094500
RRULE:FREQ=WEEKLY;COUNT=5
SUMMARY:Týdenní porada 🙂
DESCRIPTION:A line that is long enough to be folded\, with a comma\; a semi
 colon and\na second line
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:weekly-1
DTSTAMP:20260501T080000Z
RECURRENCE-ID;TZID=Europe/Prague:20260616T090000
DTSTART;TZID=Europe/Prague:20260616T103000
DTEND;TZID=Europe/Prague:20260616T111500
SUMMARY:Týdenní porada\, moved
END:VEVENT
END
}

day_off() {
    calendar <<'END'
BEGIN:VEVENT
UID:dayoff-1
DTSTAMP:20260501T080000Z
DTSTART;VALUE=DATE:20260605
DTEND;VALUE=DATE:20260606
SUMMARY:Day off
END:VEVENT
END
}

todo() {
    calendar <<'END'
BEGIN:VTODO
UID:todo-1
DTSTAMP:20260501T080000Z
DUE;VALUE=DATE:20260612
SUMMARY:Water the plants
END:VTODO
END
}

contact() { # UID NAME NOTE
    crlf <<END
BEGIN:VCARD
VERSION:3.0
UID:$1
FN:$2
N:${2##* };${2%% *};;;
EMAIL;TYPE=INTERNET:$1@example.org
NOTE:$3
END:VCARD
END
}
