#!/usr/bin/env bash
# A folder that Debian's radicale filled opens as it is: same names, same bytes, same ETags, same properties. Then back:
# Radicale opens what Fasti left, with what was written meanwhile.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source-path=SCRIPTDIR source=items.sh
. "$(dirname "${BASH_SOURCE[0]}")/items.sh"

readonly collection_properties='<?xml version="1.0"?>
<propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:R="urn:ietf:params:xml:ns:carddav"
 xmlns:A="http://apple.com/ns/ical/" xmlns:X="http://example.org/"><prop><displayname/><resourcetype/>
 <A:calendar-color/><A:calendar-order/><C:calendar-description/><C:supported-calendar-component-set/>
 <C:calendar-timezone/><R:addressbook-description/><X:unknown/></prop></propfind>'

readonly member_properties='<?xml version="1.0"?>
<propfind xmlns="DAV:"><prop><getetag/><getcontentlength/></prop></propfind>'

readonly zone='BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VTIMEZONE
TZID:Etc/GMT
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
END:VCALENDAR'

ask() { # PATH DEPTH BODY
    dav PROPFIND "$1" -H "Depth: $2" -H 'Content-Type: application/xml' --data-binary "$3" |
        python3 "$root/compat/multistatus.py"
}

# members COLLECTION: the lines of what is in it, without the collection itself.
members() {
    ask "/$user/$1/" 1 "$member_properties" | grep -vF "/$user/${1//\%20/ }/"$'\t' || true
}

fill_by_radicale() {
    assert_equal "radicale: a calendar" 201 "$(dav_status MKCALENDAR "/$user/cal%20one.ics/" --data-binary \
        "<?xml version='1.0'?><C:mkcalendar xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'
          xmlns:A='http://apple.com/ns/ical/' xmlns:X='http://example.org/'><set><prop>
          <displayname>Práce &amp; &lt;domov&gt;</displayname><A:calendar-color>#12ab34ff</A:calendar-color>
          <A:calendar-order>3</A:calendar-order><C:calendar-description>Two
lines</C:calendar-description><C:calendar-timezone>$zone</C:calendar-timezone>
          <C:supported-calendar-component-set><C:comp name='VEVENT'/></C:supported-calendar-component-set>
          <X:unknown>kept</X:unknown></prop></set></C:mkcalendar>")"
    assert_equal "radicale: an address book" 201 "$(dav_status MKCOL "/$user/friends/" --data-binary "<?xml version='1.0'?>
        <mkcol xmlns='DAV:' xmlns:R='urn:ietf:params:xml:ns:carddav'><set><prop><resourcetype><collection/>
        <R:addressbook/></resourcetype><displayname>Přátelé</displayname>
        <R:addressbook-description>All of them</R:addressbook-description></prop></set></mkcol>")"
    local name
    for name in "${!odd_names[@]}"; do
        event "odd-$name" "Odd $name" | dav PUT "/$user/cal%20one.ics/${odd_names[$name]}.ics" \
            -H 'Content-Type: text/calendar; charset=utf-8' --data-binary @- >/dev/null
        contact "odd-$name" "Odd $name" "note" | dav PUT "/$user/friends/${odd_names[$name]}.vcf" \
            -H 'Content-Type: text/vcard; charset=utf-8' --data-binary @- >/dev/null
    done
    weekly_meeting | dav PUT "/$user/cal%20one.ics/weekly-1.ics" -H 'Content-Type: text/calendar; charset=utf-8' \
        --data-binary @- >/dev/null
}

# record NAME: what the server says of everything, as $work/NAME-*.
record() {
    local collection path
    for collection in cal%20one.ics friends; do
        ask "/$user/$collection/" 0 "$collection_properties" >"$work/$1-props-$collection"
        members "$collection" >"$work/$1-members-$collection"
        cut -f 1 "$work/$1-members-$collection" | sort -u | while IFS= read -r path; do
            printf '%s ' "$path"
            dav GET "$(python3 -c 'import sys, urllib.parse as u; print(u.quote(sys.argv[1]))' "$path")" | sha256sum
        done >"$work/$1-bytes-$collection"
    done
}

same() { # MESSAGE WHAT BEFORE AFTER
    assert_equal "$1" "$(cat "$work/$3-$2")" "$(cat "$work/$4-$2")"
}

# What Radicale tells of a collection, Fasti must tell; it may tell more. (Radicale gives address books a set of
# calendar components, which RFC 6352 does not know.)
tells_all() { # COLLECTION
    local line
    while IFS= read -r line; do
        assert_contains "property $(cut -f 2 <<<"$line")" "$line" "$(cat "$work/fasti-props-$1")"
    done < <(grep -v "^/$user/friends/.*calendar-component-set" "$work/radicale-props-$1")
}

# unwritten NAME: what was recorded of the events that nobody wrote to after Radicale.
unwritten() {
    grep -vE '(new one|me@example.org|weekly-1)\.ics' "$work/$1-members-cal%20one.ics"
}

need radicale curl python3
start_radicale "$data"
url=$radicale_url
fill_by_radicale
record radicale
stop_radicale
url=
count=$(wc -l <"$work/radicale-members-cal%20one.ics")
assert_equal "radicale holds what was put (ETag and length of each)" $((2 * (${#odd_names[@]} + 1))) "$count"
cp -a "$data" "$work/before"

start_server
record fasti
for collection in cal%20one.ics friends; do
    tells_all "$collection"
    same "names, ETags and lengths in $collection" "members-$collection" radicale fasti
    same "bytes in $collection" "bytes-$collection" radicale fasti
done
assert_equal "looking changed no file of Radicale's" "" "$(cd "$work/before" &&
    find collection-root -type f -not -path '*/.Radicale.cache/*' -exec sh -c 'cmp -s "$1" "$2/$1" || echo "$1"' _ {} "$data" \;)"
assert_equal "an event is changed" 204 "$(event odd-at "Changed by Fasti" |
    dav_status PUT "/$user/cal%20one.ics/${odd_names[at]}.ics" -H 'Content-Type: text/calendar' --data-binary @-)"
assert_equal "an event is added" 201 "$(event new-1 "Added by Fasti" |
    dav_status PUT "/$user/cal%20one.ics/new%20one.ics" -H 'Content-Type: text/calendar' --data-binary @-)"
assert_equal "an event is removed" 204 "$(dav_status DELETE "/$user/cal%20one.ics/weekly-1.ics")"
assert_equal "the calendar is renamed" 207 "$(dav_status PROPPATCH "/$user/cal%20one.ics/" --data-binary \
    '<propertyupdate xmlns="DAV:"><set><prop><displayname>Renamed</displayname></prop></set></propertyupdate>')"
record left
stop_server

start_radicale "$data"
url=$radicale_url
record back
# Radicale's ETag is of the text as it would write it itself, so that of an item which a client worded differently, and
# which Fasti keeps as it came, is another one.
assert_equal "Radicale sees the names that Fasti left" "$(cut -f 1 "$work/left-members-cal%20one.ics" | sort -u)" \
    "$(cut -f 1 "$work/back-members-cal%20one.ics" | sort -u)"
assert_equal "Radicale sees the ETags and lengths of what was not written meanwhile" \
    "$(unwritten radicale)" "$(unwritten back)"
assert_contains "Radicale sees the changed event" "Changed by Fasti" "$(dav GET "/$user/cal%20one.ics/${odd_names[at]}.ics")"
assert_contains "Radicale sees the new event" "Added by Fasti" "$(dav GET "/$user/cal%20one.ics/new%20one.ics")"
assert_equal "Radicale sees the removal" 404 "$(dav_status GET "/$user/cal%20one.ics/weekly-1.ics")"
assert_contains "Radicale sees the new name" $'displayname\tRenamed' "$(cat "$work/back-props-cal%20one.ics")"
same "Radicale finds the address book as it was" "members-friends" radicale back
same "and its properties" "props-friends" radicale back
stop_radicale
finish
