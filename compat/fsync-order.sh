#!/usr/bin/env bash
# Watches the server's system calls and checks the order that keeps what is acknowledged: octets, fsync of the file,
# rename, fsync of the folder, and only then the answer.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need strace python3
take_results python3 "$root/compat/fsync_order.py" --self-test
start_server
calls=openat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,mkdir,sendto,sendmsg
strace -f -y -s 64 -e "trace=$calls" -o "$work/trace" -p "$server_pid" 2>"$work/strace.log" &
tracer=$!
for _ in {1..100}; do
    grep -q attached "$work/strace.log" && break
    sleep 0.1
done
assert_contains "strace watches the server" attached "$(cat "$work/strace.log")"

ask() { # MESSAGE STATUS METHOD PATH [CURL OPTIONS]
    local message=$1 status=$2
    shift 2
    assert_equal "$message" "$status" "$(dav_status "$@")"
}
event() { # SUMMARY
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fasti//compat//EN\r\nBEGIN:VEVENT\r\nUID:order\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260102T100000Z\r\nSUMMARY:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' "$1"
}
event first >"$work/first.ics"
event second >"$work/second.ics"
note='<propertyupdate xmlns="DAV:"><set><prop><displayname>Order</displayname></prop></set></propertyupdate>'
ask "MKCALENDAR" 201 MKCALENDAR "/$user/order/"
ask "PUT of something new" 201 PUT "/$user/order/a.ics" -H 'Content-Type: text/calendar' --data-binary "@$work/first.ics"
ask "PUT in its place" 204 PUT "/$user/order/a.ics" -H 'Content-Type: text/calendar' --data-binary "@$work/second.ics"
ask "PROPPATCH" 207 PROPPATCH "/$user/order/" --data "$note"
ask "MOVE" 201 MOVE "/$user/order/a.ics" -H "Destination: /$user/order/b.ics"
ask "DELETE" 204 DELETE "/$user/order/b.ics"
kill -INT "$tracer"
wait "$tracer" || true
take_results python3 "$root/compat/fsync_order.py" "$work/trace" "$data" "$user"
stop_server
finish
