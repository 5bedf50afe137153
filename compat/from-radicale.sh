#!/usr/bin/env bash
# An account on a running Debian Radicale comes over by its URL, and Radicale's configuration and folder by migrate:
# the same items, and nothing twice however often it is done; what changes there meanwhile comes over, too.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source-path=SCRIPTDIR source=items.sh
. "$(dirname "${BASH_SOURCE[0]}")/items.sh"

readonly events=230 # more than two batches
readonly home=$work/radicale/collection-root/$user

fill() {
    mkdir -p "$home/work" "$home/friends"
    printf '{"tag": "VCALENDAR", "D:displayname": "Work & more", "ICAL:calendar-color": "#12ab34ff"}' \
        >"$home/work/.Radicale.props"
    printf '{"tag": "VADDRESSBOOK"}' >"$home/friends/.Radicale.props"
    local number
    for ((number = 0; number < events; number++)); do
        event "e$number" "Event <$number> & ]]>" >"$home/work/e $number.ics"
    done
    weekly_meeting >"$home/work/weekly-1.ics"
    contact c1 'Zoë' 'a note' >"$home/friends/c1.vcf"
}

fasti() {
    "$java" -jar "$jar" "$@" --data "$data" 2>&1
}

import() {
    printf '%s\n' "$password" | fasti import --url "$remote" --user "$user" --to "/$user" "$@"
}

need radicale curl
fill
start_radicale "$work/radicale"
remote=$radicale_url
start_server
all=$((events + 2))
assert_contains "a dry run tells of everything" "$all created" "$(import --dry-run)"
assert_contains "the account comes over while both run" "$all created, 0 replaced, 0 same, 0 conflict, 0 refused" \
    "$(import)"
assert_contains "a second time nothing is new" "0 created, 0 replaced, $all same" "$(import)"
event "e7" "Event <7> & ]]> later" >"$home/work/e 7.ics"
assert_contains "what has changed there is renewed" "0 created, 1 replaced, $((all - 1)) same" "$(import)"
assert_contains "a name with a space" "SUMMARY:Event <7> & ]]> later" "$(dav GET "/$user/work/e%207.ics")"
assert_contains "the display name" "Work &amp; more" "$(dav PROPFIND "/$user/work/" -H 'Depth: 0')"
assert_contains "a wrong password is told" "does not let" \
    "$(echo wrong | fasti import --url "$remote" --user "$user" --to "/$user" || true)"
assert_contains "what came over is sound" "nothing is wrong" "$(fasti verify)"
stop_server

stop_radicale
assert_runs "migrate takes over configuration, accounts and folder" "$java" -jar "$jar" migrate radicale \
    --config "$work/radicale.conf" --data "$work/migrated" --out "$work/fasti.toml"
"$java" -jar "$jar" serve --config "$work/fasti.toml" >"$work/server.log" 2>&1 </dev/null &
server_pid=$!
url=$remote
comes_up "$server_pid" "$url/" || die "the server does not answer: $(tail -n 40 "$work/server.log")"
assert_equal "the same account gets the same item" "$(cat "$home/work/e 7.ics")" "$(dav GET "/$user/work/e%207.ics")"
stop_server
finish
