#!/usr/bin/env bash
# The habits and needs of single clients, one by one: requests in the form they send them, and the answers they insist
# on. docs/clients.md says where each comes from.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source-path=SCRIPTDIR source=items.sh
. "$(dirname "${BASH_SOURCE[0]}")/items.sh"

readonly xml='Content-Type: application/xml; charset=utf-8'
readonly namespaces='xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:R="urn:ietf:params:xml:ns:carddav"
 xmlns:A="http://apple.com/ns/ical/" xmlns:S="http://calendarserver.org/ns/"'

# propfind PATH DEPTH PROPERTIES [CURL OPTIONS]: the 207 as it came.
propfind() {
    local path=$1 depth=$2 properties=$3
    shift 3
    dav PROPFIND "$path" -H "Depth: $depth" -H "$xml" "$@" \
        --data-binary "<propfind $namespaces><prop>$properties</prop></propfind>"
}

# lines: a 207 as lines to compare.
lines() {
    python3 "$root/compat/multistatus.py"
}

# sync PATH TOKEN DEPTH [CURL OPTIONS]
sync() {
    local path=$1 token=$2 depth=$3
    shift 3
    dav REPORT "$path" -H "Depth: $depth" -H "$xml" "$@" --data-binary "<sync-collection $namespaces>
        <sync-token>$token</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
}

token_in() {
    tr -d '\n' | sed -nE 's/.*<([A-Za-z0-9]+:)?sync-token>([^<]*)<.*/\2/p'
}

status_of_sync() { # PATH TOKEN CURL-OPTIONS...
    sync "$1" "$2" 1 -o "$work/refusal.xml" -w '%{http_code}' "${@:3}"
}

prepare() {
    assert_equal "DAVx5: MKCALENDAR with all properties" 201 "$(dav_status MKCALENDAR "/$user/tasks/" -H "$xml" \
        --data-binary "<C:mkcalendar $namespaces><set><prop><resourcetype><collection/><C:calendar/></resourcetype>
        <displayname>Úkoly</displayname><C:calendar-description>All</C:calendar-description>
        <A:calendar-color>#FF8800FF</A:calendar-color>
        <C:calendar-timezone>BEGIN:VCALENDAR&#13;
VERSION:2.0&#13;
PRODID:-//x//y//EN&#13;
BEGIN:VTIMEZONE&#13;
TZID:Etc/GMT&#13;
BEGIN:STANDARD&#13;
DTSTART:19700101T000000&#13;
TZOFFSETFROM:+0000&#13;
TZOFFSETTO:+0000&#13;
END:STANDARD&#13;
END:VTIMEZONE&#13;
END:VCALENDAR&#13;
</C:calendar-timezone><C:supported-calendar-component-set><C:comp name='VTODO'/><C:comp name='VEVENT'/>
        </C:supported-calendar-component-set></prop></set></C:mkcalendar>")"
    assert_equal "an address book by extended MKCOL" 201 "$(dav_status MKCOL "/$user/people/" -H "$xml" \
        --data-binary "$mkcol_addressbook")"
    local n
    for n in 1 2 3; do
        event "e$n@example.org" "Event $n" | dav PUT "/$user/tasks/e$n@example.org.ics" \
            -H 'Content-Type: text/calendar; charset=utf-8' --data-binary @-
        contact "c$n" "Contact $n" note | dav PUT "/$user/people/c$n.vcf" -H 'Content-Type: text/vcard' --data-binary @-
    done
}

discovery() {
    local headers service path
    headers=$(curl -sS -D - -o /dev/null -X PROPFIND -H 'Depth: 0' "$url/")
    assert_contains "Thunderbird: 401 at the root without a password" " 401 " "$headers"
    assert_contains "Thunderbird: with a realm" 'realm="' "$(grep -i '^www-authenticate' <<<"$headers" || true)"
    for service in caldav carddav; do
        for path in "/.well-known/$service" "/.well-known/$service/"; do
            headers=$(curl -sS -D - -o /dev/null -X PROPFIND -H 'Depth: 0' "$url$path")
            assert_contains "iOS, DAVx5: PROPFIND on $path redirects" " 30" "$(head -n 1 <<<"$headers")"
        done
        assert_equal "iOS: the redirect of $service leads to an answer" 207 "$(dav_status PROPFIND \
            "/.well-known/$service" -H 'Depth: 0' -L)"
    done
    local principal="/principals/$user/"
    for path in / /principals/ "$principal" "/$user/" "/$user/tasks/"; do
        assert_contains "iOS: current-user-principal at $path" $'current-user-principal\thref '"$principal" \
            "$(propfind "$path" 0 '<current-user-principal/><principal-URL/><resourcetype/>' | lines)"
    done
    assert_contains "iOS: principal-URL at the principal" $'principal-URL\thref '"$principal" \
        "$(propfind "$principal" 0 '<principal-URL/>' | lines)"
    local homes
    homes=$(propfind "$principal" 0 '<C:calendar-home-set/><R:addressbook-home-set/>' | lines)
    assert_contains "iOS: calendar-home-set is one href" $'calendar-home-set\t'"href /$user/"$'\n' "$homes"$'\n'
    assert_contains "iOS: addressbook-home-set is one href" $'addressbook-home-set\t'"href /$user/"$'\n' "$homes"$'\n'
    assert_equal "pimsync: a collection without its trailing slash" 207 \
        "$(dav_status PROPFIND "/$user/tasks" -H 'Depth: 0')"
    headers=$(dav OPTIONS "$principal" -D - -o /dev/null | grep -i '^dav:' || true)
    assert_contains "DAVx5: OPTIONS on the principal names calendar-access" calendar-access "$headers"
    assert_contains "DAVx5: and addressbook" addressbook "$headers"
    assert_contains "iOS: a calendar for tasks is there" VTODO \
        "$(propfind "/$user/" 1 '<C:supported-calendar-component-set/>' | lines)"
}

properties() {
    local found
    found=$(propfind "/$user/tasks/" 0 '<owner/><current-user-privilege-set/><C:supported-calendar-component-set/>
        <C:max-resource-size/><displayname/><A:calendar-color/><S:getctag/><sync-token/><C:calendar-timezone/>' | lines)
    local name
    for name in owner current-user-privilege-set supported-calendar-component-set max-resource-size displayname \
        getctag sync-token calendar-timezone; do
        assert_contains "DAVx5: $name of a calendar" "}$name"$'\t' "$found"
    done
    assert_contains "iOS: the colour as it was set, #RRGGBBAA" $'calendar-color\t#FF8800FF' "$found"
    for name in write-content bind unbind; do
        assert_contains "Outlook CalDav Synchronizer: the privilege $name is spelled out" " $name" \
            "$(grep current-user-privilege-set <<<"$found" | tr '\t' ' ')"
    done
    assert_contains "DAVx5: supported-address-data of an address book" supported-address-data \
        "$(propfind "/$user/people/" 0 '<R:supported-address-data/>' | lines)"
    local raw
    raw=$(propfind "/$user/tasks/" 0 '<x:nothing xmlns:x="http://example.org/"/><displayname/>')
    assert_equal "Thunderbird: the first status is exactly that of 200" "HTTP/1.1 200 OK" \
        "$(grep -oE '<([A-Za-z0-9]+:)?status>[^<]*' <<<"$raw" | head -n 1 | sed 's/.*>//')"
    assert_contains "any client: an unknown property is 404 inside the 207" "HTTP/1.1 404 Not Found" "$raw"
    assert_contains "Nextcloud: calendar-data by PROPFIND" "SUMMARY:Event 1" \
        "$(propfind "/$user/tasks/" 1 '<C:calendar-data/>')"
    assert_contains "Nextcloud: address-data by PROPFIND" "FN:Contact 1" \
        "$(propfind "/$user/people/" 1 '<R:address-data/>')"
    assert_equal "Outlook CalDav Synchronizer: a calendar is renamed by PROPPATCH" 207 "$(dav_status PROPPATCH \
        "/$user/tasks/" -H "$xml" --data-binary "<propertyupdate $namespaces><set><prop><displayname>New</displayname>
        </prop></set></propertyupdate>")"
    assert_contains "and has the name" $'displayname\tNew' "$(propfind "/$user/tasks/" 0 '<displayname/>' | lines)"
    assert_contains "any client: Prefer: return=minimal is at least no hindrance (RFC 8144 section 2.1)" \
        $'displayname\tNew' "$(propfind "/$user/tasks/" 0 '<displayname/><x:nothing xmlns:x="http://example.org/"/>' \
            -H 'Prefer: return=minimal' | lines)"
}

# card_as VERSION NAME: a contact by multiget in a version of vCard, as DAVx5 asks for it.
card_as() {
    dav REPORT "/$user/people/" -H "$xml" --data-binary "<R:addressbook-multiget $namespaces><prop><getetag/>
        <R:address-data content-type='text/vcard' version='$1'/></prop><href>/$user/people/$2.vcf</href>
        </R:addressbook-multiget>"
}

sync_tokens() {
    local token depth collection=/$user/people/ agent='User-Agent: Mozilla/5.0 (X11; Linux) Thunderbird/153.0'
    for depth in 0 1; do
        assert_equal "DAVx5, Thunderbird: sync-collection with Depth $depth lists every member once" 3 \
            "$(sync "$collection" "" "$depth" | lines | grep -c getetag)"
    done
    token=$(sync "$collection" "" 0 | token_in)
    assert_contains "Evolution: a token is a URI" ":" "$token"
    assert_equal "tsdav: PROPFIND gives the token that sync-collection gave" "$token" \
        "$(propfind "$collection" 0 '<sync-token/>' | token_in)"
    assert_equal "Thunderbird's address book: a token that is refused is 400" 400 \
        "$(status_of_sync "$collection" "$token-unknown" -H "$agent")"
    assert_contains "with valid-sync-token all the same" valid-sync-token "$(cat "$work/refusal.xml")"
    assert_equal "Thunderbird's calendar: a token that is refused is 403" 403 \
        "$(status_of_sync "/$user/tasks/" http://radicale.org/ns/sync/0 -H "$agent")"
    assert_equal "DAVx5, Evolution: a token that is refused is 403" 403 \
        "$(status_of_sync "$collection" "$token-unknown" -H 'User-Agent: DAVx5/4.5 (dav4jvm)')"
    assert_contains "DAVx5, Evolution: with valid-sync-token" valid-sync-token "$(cat "$work/refusal.xml")"
    dav DELETE "${collection}c3.vcf" >/dev/null
    assert_contains "a removed member is a 404 response" "HTTP/1.1 404 Not Found" "$(sync "$collection" "$token" 0)"
    assert_lacks "an initial sync lists no removed member" "c3.vcf" "$(sync "$collection" "" 0)"
}

multiget() { # NAME CURL-OPTIONS...
    assert_contains "$1" "SUMMARY:Event 2" "$(dav REPORT "/$user/tasks/" -H "$xml" "${@:2}" --data-binary \
        "<C:calendar-multiget $namespaces><prop><getetag/><C:calendar-data/></prop>
        <href>/$user/tasks/e2%40example.org.ics</href></C:calendar-multiget>")"
}

writes() {
    local etag path=/$user/tasks/e1@example.org.ics
    assert_equal "iOS: an @ that is encoded names the same item" "$(dav GET "$path" | sha256sum)" \
        "$(dav GET "/$user/tasks/e1%40example.org.ics" | sha256sum)"
    assert_equal "Thunderbird's ICS calendars: PUT on a collection is refused" 405 \
        "$(event whole "Whole" | dav_status PUT "/$user/tasks/" -H 'Content-Type: text/calendar' --data-binary @-)"
    assert_equal "and all is still there" 3 "$(propfind "/$user/tasks/" 1 '<getetag/>' | lines | grep -c '\.ics')"
    assert_equal "vdirsyncer: MKCOL without a trailing slash" 201 "$(dav_status MKCOL "/$user/slashless" -H "$xml" \
        --data-binary "<mkcol $namespaces><set><prop><resourcetype><collection/><C:calendar/></resourcetype></prop></set>
        </mkcol>")"
    assert_equal "Thunderbird: a vCard 4.0 is taken" 201 "$(printf '%s\r\n' BEGIN:VCARD VERSION:4.0 UID:urn:uuid:4a \
        FN:Four END:VCARD | dav_status PUT "/$user/people/four.vcf" -H 'Content-Type: text/vcard' --data-binary @-)"
    assert_contains "DAVx5: what is kept as vCard 3.0 comes as 4.0" VERSION:4.0 "$(card_as 4.0 c1)"
    assert_contains "iOS: what is kept as vCard 4.0 comes as 3.0" VERSION:3.0 "$(card_as 3.0 four)"
    assert_equal "any client: a chunked upload" 201 "$(event chunked "Chunked" | dav_status PUT \
        "/$user/tasks/chunked.ics" -H 'Content-Type: text/calendar' -H 'Transfer-Encoding: chunked' --data-binary @-)"
    assert_equal "any client: Expect: 100-continue" 201 "$(event expected "Expected" | dav_status PUT \
        "/$user/tasks/expected.ics" -H 'Content-Type: text/calendar' -H 'Expect: 100-continue' --data-binary @-)"
    assert_equal "any client: an upload in gzip" 201 "$(event zipped "Zipped" | gzip | dav_status PUT \
        "/$user/tasks/zipped.ics" -H 'Content-Type: text/calendar' -H 'Content-Encoding: gzip' --data-binary @-)"
    assert_contains "and it is stored as text" "SUMMARY:Zipped" "$(dav GET "/$user/tasks/zipped.ics")"
    etag=$(dav GET "$path" -D - -o /dev/null | sed -nE 's/^etag: *(.*)\r$/\1/Ip')
    assert_equal "any client: GET of what it has is 304" 304 "$(dav_status GET "$path" -H "If-None-Match: $etag")"
    assert_equal "any client: a stale If-Match is 412" 412 "$(event e1@example.org "Late" |
        dav_status PUT "$path" -H 'If-Match: "stale"' -H 'Content-Type: text/calendar' --data-binary @-)"
    assert_equal "Thunderbird: a stale If header is 412" 412 "$(event e1@example.org "Late" |
        dav_status PUT "$path" -H 'If: (["stale"])' -H 'Content-Type: text/calendar' --data-binary @-)"
    assert_equal "any client: HEAD" 200 "$(curl -sS -I -o /dev/null -w '%{http_code}' -u "$user:$password" "$url$path")"
    assert_equal "any client: the absolute form of a target" 207 "$(dav_status PROPFIND / -H 'Depth: 0' \
        --request-target "$url/$user/tasks/")"
    assert_equal "any client: a byte order mark before the XML" 207 "$(printf '\xef\xbb\xbf<?xml version="1.0"?>%s' \
        '<propfind xmlns="DAV:"><prop><displayname/></prop></propfind>' |
        dav_status PROPFIND "/$user/tasks/" -H 'Depth: 0' -H "$xml" --data-binary @-)"
}

need curl python3 gzip
start_server
prepare
discovery
properties
multiget "DAVx5: multiget without Depth"
multiget "Evolution: multiget with Depth 0" -H 'Depth: 0'
multiget "Thunderbird: multiget with Depth 1" -H 'Depth: 1'
sync_tokens
writes
# macOS, iOS: the profile of the page at the root, read as a property list.
dav GET /.fasti/apple.mobileconfig >"$work/fasti.mobileconfig"
assert_equal "Apple: the profile names both accounts" \
    "com.apple.caldav.account 127.0.0.1 /principals/$user/ $user com.apple.carddav.account 127.0.0.1 /principals/$user/ $user" \
    "$(python3 - "$work/fasti.mobileconfig" <<'PYTHON'
import plistlib, sys
parts = plistlib.load(open(sys.argv[1], "rb"))["PayloadContent"]
print(*(part[key] for part, kind in zip(parts, ("CalDAV", "CardDAV"))
        for key in ("PayloadType", kind + "HostName", kind + "PrincipalURL", kind + "Username")))
PYTHON
    )"
stop_server
finish
