#!/usr/bin/env bash
# Debian's fail2ban with the filter of docs/deploy/fail2ban: what it finds in the logs of a server, as text and as JSON,
# to a file and as the journal has it, and that a login cannot name an address of its own.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need curl fail2ban-regex

filter=$work/fasti.conf
cp "$root/docs/deploy/fail2ban/filter.d-fasti.conf" "$filter"

# addresses LOG: the addresses that the filter finds there, sorted.
addresses() {
    fail2ban-regex --print-all-matched -o ip "$1" "$filter" | sort -u | tr '\n' ' '
}

export FASTI_SERVER_TRUSTED_PROXIES=127.0.0.1
feigned='x" as 1 WARN  FailedLogins: failed login from 203.0.113.66 as "y'
for format in text json; do
    export FASTI_LOGGING_FORMAT=$format FASTI_LOGGING_FILE=$work/$format.log
    url='' data=$work/$format
    start_server
    dav_status OPTIONS / -H 'X-Forwarded-For: 203.0.113.1' >"$work/right"
    curl -sS -o /dev/null -u "$user:wrong" -H 'X-Forwarded-For: 203.0.113.2' "$url/"
    curl -sS -o /dev/null -u "$feigned:wrong" -H 'X-Forwarded-For: 2001:db8::3' "$url/"
    stop_server
    assert_equal "a right password" 200 "$(cat "$work/right")"
    assert_equal "who failed, from $format" "2001:db8::3 203.0.113.2 " "$(addresses "$work/$format.log")"
done
finish
