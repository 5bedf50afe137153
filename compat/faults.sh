#!/usr/bin/env bash
# What the machine does to a server: a full disk, a disk that turns read-only, permissions lost, a folder removed under
# it, files changed behind its back while it writes, damaged caches, no file descriptors left, a second server. Each is answered with a clear status, nothing is lost, and when the
# cause is gone the server goes on without a restart. The disks need root; without it that part is left out, loudly.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need curl python3
mounted=
# shellcheck disable=SC2317 # called by the trap
unmount() {
    [[ -z $mounted ]] || umount -l "$mounted" 2>/dev/null || true
}
trap 'unmount; clean_up' EXIT

# start NAME [PREFIX...]: a server of its own on the folder $data, behind a command that prepares it.
start() {
    local port
    port=$(free_port)
    url=http://127.0.0.1:$port
    log=$work/$1.log
    shift
    [[ -f $data/fasti/users ]] ||
        printf '%s\n' "$password" | "$java" -jar "$jar" user add "$user" --data "$data" >"$work/user.log" 2>&1 ||
        die "user add failed: $(cat "$work/user.log")"
    "$@" "$java" -jar "$jar" serve --data "$data" --host 127.0.0.1 --port "$port" >"$log" 2>&1 </dev/null &
    server_pid=$!
    for _ in {1..600}; do
        curl -s -o /dev/null --max-time 2 "$url/" && return
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    die "the server does not answer: $(tail -n 20 "$log")"
}

stop() {
    kill -TERM "$server_pid"
    wait "$server_pid" || true
    server_pid=
}

lock() { # NAME
    dav_status LOCK "/$user/calendar/$1.ics" -D "$work/head" --data \
        '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>'
}

sync_from() { # TOKEN
    dav REPORT "/$user/calendar/" --data "<sync-collection xmlns='DAV:'><sync-token>$1</sync-token>
        <sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
}

# fasti WORDS...: a command on $data, by the user who runs the server.
as=()
fasti() {
    "${as[@]}" "$java" -XX:TieredStopAtLevel=1 -jar "$jar" "$@" --data "$data"
}

# own NAME: where the server's own file lies.
own() {
    if [[ $1 == share ]]; then
        printf '%s\n' "$data/collection-root/$user/calendar/.Radicale.props"
    else
        printf '%s\n' "$data/fasti/$1"
    fi
}

# keep_own: something in each of the server's own files, and a copy of them.
keep_own() {
    local name
    printf 'x\n' | fasti user add bob >"$work/own.log" 2>&1 || die "user add failed: $(cat "$work/own.log")"
    for name in 'group add family bob' "app-password add $user phone" "share add $user/calendar bob --read"; do
        # shellcheck disable=SC2086 # they are words
        fasti $name >"$work/own.log" 2>&1 || die "$name failed: $(cat "$work/own.log")"
    done
    for name in users groups app-passwords share; do
        cp "$(own "$name")" "$work/own-$name"
    done
}

# is_whole NAME FILE: a file of lines still has all that it had; one of properties is whole JSON.
is_whole() {
    if [[ $1 == share ]]; then
        python3 -m json.tool "$2" >/dev/null
    else
        # Adding to a group changes its line.
        [[ $(<"$2") == "$(<"$work/own-$1")"* ]]
    fi
}

# change_own WHERE FILE WORDS...: a command that changes a file of the server's own where it may not be possible. It is
# done wholly, or refused in words and not at all.
change_own() {
    local code=0 words file
    words=$(printf 'x\n' | fasti "${@:3}" 2>&1) || code=$?
    file=$(own "$2")
    if [[ $code == 0 ]] && is_whole "$2" "$file"; then
        pass "$1: fasti $3 $4 is done"
        cp "$file" "$work/own-$2"
    elif [[ $code == 1 && -n $words && $words != *$'\tat '* ]] && cmp -s "$file" "$work/own-$2"; then
        pass "$1: fasti $3 $4 is refused in words, and the file is what it was"
    else
        fail "$1: fasti $3 $4 is done wholly or not at all" "exit $code: $words"$'\n'"$(diff "$work/own-$2" "$file" | head -n 10)"
    fi
}

change_all_own() { # WHERE NAME
    change_own "$1" users user add "$2"
    change_own "$1" groups group add family "$2"
    change_own "$1" app-passwords app-password add "$user" "$2"
    change_own "$1" share share add "$user/calendar" bob --write
}

# go_on_own NAME: once the cause is gone, all of it is possible.
go_on_own() {
    local before=$failed
    change_all_own "when there is room again" "$1"
    assert_equal "all four files have what is new" "$before 4" \
        "$failed $(grep -l -E "$1|write user bob" "$(own users)" "$(own groups)" "$(own app-passwords)" "$(own share)" | wc -l)"
}

acl() {
    dav_status ACL "/$user/calendar/" --data '<acl xmlns="DAV:"><ace><principal><href>/principals/bob/</href></principal>
        <grant><privilege><read/></privilege></grant></ace></acl>'
}

# event NAME OCTETS: an event of about that size.
event() {
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fasti//compat//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260102T100000Z\r\nSUMMARY:Fault\r\nX-PADDING:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' \
        "$1" "$(head -c "$2" /dev/zero | tr '\0' x)" >"$work/$1.ics"
}

put() { # NAME
    dav_status PUT "/$user/calendar/$1.ics" -H 'Content-Type: text/calendar' --data-binary "@$work/$1.ics"
}

same() { # MESSAGE NAME
    dav GET "/$user/calendar/$2.ics" -o "$work/got"
    if cmp -s "$work/got" "$work/$2.ics"; then pass "$1"; else fail "$1" "$(head -c 300 "$work/got")"; fi
}

members() {
    dav PROPFIND "/$user/calendar/" -H 'Depth: 1' --data '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>' |
        grep -o '/calendar/[^<]*\.ics' | sed 's|.*/||; s|\.ics||' | sort | tr '\n' ' '
}

full_disk() {
    mounted=$work/small
    mkdir -p "$mounted"
    if ! mount -t tmpfs -o size=4m fasti-faults "$mounted" 2>/dev/null; then
        mounted=
        echo "  NOTE the full and the read-only disk are left out: mounting needs root"
        return
    fi
    data=$mounted/data
    start full
    event small 100
    event large 4300000
    assert_equal "a write is taken while there is room" 201 "$(put small)"
    assert_equal "a write that finds no room is 507 (RFC 4918 11.5)" 507 "$(put large)"
    keep_own
    cat /dev/zero >"$mounted/ballast" 2>/dev/null || true
    event another 9000
    local status
    status=$(put another)
    assert_equal "so is any write on a full disk" 507 "$status"
    assert_equal "a deletion is taken on a full disk, or told as 507" yes \
        "$([[ $(dav_status DELETE "/$user/calendar/none.ics") =~ ^(404|507)$ ]] && echo yes)"
    same "what was there is served on a full disk" small
    assert_equal "nothing half is listed" "small " "$(members)"
    local lock token
    lock=$(lock small)
    token=$(sed -n 's/^[Ll]ock-[Tt]oken: <\(.*\)>.*/\1/p' "$work/head")
    assert_equal "a lock is taken on a full disk, or told as 507" yes "$([[ $lock =~ ^(200|507)$ ]] && echo yes || echo "$lock")"
    assert_equal "rights are changed on a full disk, or told as 507" yes \
        "$(status=$(acl) && [[ $status =~ ^(200|507)$ ]] && echo yes || echo "$status")"
    cp "$(own share)" "$work/own-share"
    change_all_own "on a full disk" zoe
    rm "$mounted/ballast"
    assert_equal "writes are taken again when there is room" 201 "$(put another)"
    same "and kept" another
    go_on_own yan
    stop
    start full-again
    assert_equal "all that was acknowledged is there after a restart" "another small " "$(members)"
    if [[ $lock == 200 ]]; then
        assert_equal "a lock that was granted on a full disk holds after a restart" 423 "$(put small)"
        assert_equal "and ends by its token" 204 "$(dav_status UNLOCK "/$user/calendar/small.ics" -H "Lock-Token: <$token>")"
    fi
    assert_equal "what was locked can be written" 204 "$(put small)"
    stop
    umount "$mounted"
    mounted=
}

# read_only_disk: as the kernel does it to a disk with errors; it takes a loop device to play that.
read_only_disk() {
    mounted=$work/disk
    mkdir -p "$mounted"
    truncate -s 32M "$work/image"
    if ! { mkfs.ext4 -q "$work/image" && mount -o loop,errors=remount-ro "$work/image" "$mounted"; } 2>/dev/null; then
        mounted=
        echo "  NOTE the disk that turns read-only is left out: it needs root and a loop device"
        return
    fi
    local device
    device=$(basename "$(findmnt -n -o SOURCE "$mounted")")
    data=$mounted/data
    event before 100
    event after 100
    start read-only
    assert_equal "a write is taken" 201 "$(put before)"
    keep_own
    echo 1 >"/sys/fs/ext4/$device/trigger_fs_error"
    assert_equal "a write on a disk that has turned read-only is 503" 503 "$(put after)"
    assert_equal "so is a deletion" 503 "$(dav_status DELETE "/$user/calendar/before.ics")"
    same "reads go on" before
    assert_equal "and tell nothing else than before" "before " "$(members)"
    assert_equal "a lock is 503" 503 "$(lock before)"
    assert_equal "and so is a change of rights" 503 "$(acl)"
    change_own "on a read-only disk" groups group add family zoe
    change_own "on a read-only disk" share share add "$user/calendar" bob --write
    stop
    umount "$mounted"
    e2fsck -fy "$work/image" >/dev/null 2>&1 || true
    mount -o loop "$work/image" "$mounted"
    start writable
    assert_equal "all that was acknowledged is there when the disk is mended" "before " "$(members)"
    assert_equal "and writes are taken" 201 "$(put after)"
    stop
    umount "$mounted"
    mounted=
}

permissions() {
    data=$work/permissions
    mkdir -p "$data"
    event mine 100
    event later 100
    if [[ $(id -u) == 0 ]]; then
        # Root may do anything; a server of somebody else's may not.
        chmod 755 "$work"
        printf '%s\n' "$password" | "$java" -jar "$jar" user add "$user" --data "$data" >"$work/user.log" 2>&1
        chown -R nobody "$data"
        as=(setpriv --reuid nobody --clear-groups)
        start permissions "${as[@]}"
    else
        start permissions
    fi
    assert_equal "a write is taken" 201 "$(put mine)"
    local calendar=$data/collection-root/$user/calendar
    keep_own
    chmod -R a-w "$calendar" "$data/fasti"
    assert_equal "a write without permission is 503" 503 "$(put later)"
    same "reads go on without the permission to write" mine
    assert_equal "a lock is 503" 503 "$(lock mine)"
    assert_equal "and so is a change of rights" 503 "$(acl)"
    change_all_own "without permission" zoe
    chmod -R u+w "$calendar" "$data/fasti"
    assert_equal "writes go on with the permission" 201 "$(put later)"
    stop
    as=()
}

removed() {
    data=$work/removed
    event one 100
    event two 100
    start removed
    assert_equal "a write is taken" 201 "$(put one)"
    mv "$data/collection-root/$user/calendar" "$work/taken"
    assert_equal "a collection that was taken away is not there" 404 "$(dav_status GET "/$user/calendar/one.ics")"
    assert_equal "and takes nothing" 409 "$(put two)"
    mv "$work/taken" "$data/collection-root/$user/calendar"
    same "one that was put back is served" one
    assert_equal "and takes writes" 201 "$(put two)"
    mv "$data/collection-root" "$work/all"
    assert_equal "a write without any data folder is no success" yes "$([[ $(put one) =~ ^(409|503)$ ]] && echo yes)"
    mv "$work/all" "$data/collection-root"
    same "and all is as it was when the folder is back" two
    stop
}

# behind: somebody changes, adds and removes files while clients write.
behind() {
    data=$work/behind
    local name calendar=$data/collection-root/$user/calendar
    for name in edited removed added kept; do event "$name" 100; done
    start behind
    for name in edited removed kept; do
        assert_equal "a write is taken" 201 "$(put "$name")"
    done
    (
        for _ in {1..20}; do put kept >>"$work/behind-writes"; done
    ) &
    local writer=$!
    sed 's/SUMMARY:.*/SUMMARY:By hand\r/' "$work/edited.ics" >"$work/by-hand" && cp "$work/by-hand" "$calendar/edited.ics"
    cp "$work/added.ics" "$calendar/added.ics"
    rm "$calendar/removed.ics"
    wait "$writer"
    assert_equal "every write meanwhile is taken" "" "$(sed 's/204//g' "$work/behind-writes")"
    assert_equal "what was added and removed by hand is listed so" "added edited kept " "$(members)"
    cp "$work/by-hand" "$work/edited.ics"
    same "what was edited by hand is served" edited
    same "and what was added" added
    assert_equal "what was removed is gone" 404 "$(dav_status GET "/$user/calendar/removed.ics")"
    stop
}

# damaged: index, log and journal with an octet flipped, and cut.
damaged() {
    data=$work/damaged
    local place file token cache=$data/collection-root/$user/calendar/.fasti how
    event one 100
    event two 100
    start undamaged
    assert_equal "a write is taken" 201 "$(put one)"
    assert_equal "and another" 201 "$(put two)"
    assert_equal "and one in its place" 204 "$(put two)"
    token=$(sync_from "" | grep -o '<[^<]*sync-token>[^<]*' | sed 's/.*>//')
    stop
    for how in flipped cut; do
        for file in cache/facts.index cache/changes.log history/journal; do
            place=$cache/$file
            [[ -s $place ]] || die "$place is missing"
            python3 - "$place" "$how" <<'P'
import os, sys
place, how = sys.argv[1:]
size = os.path.getsize(place)
with open(place, "r+b") as file:
    if how == "cut":
        file.truncate(size * 2 // 3)
    else:
        file.seek(size // 2)
        octet = file.read(1)[0]
        file.seek(size // 2)
        file.write(bytes([octet ^ 0x20]))
P
        done
        start "damaged-$how"
        assert_equal "all is there with caches that are $how" "one two " "$(members)"
        same "byte for byte" two
        assert_equal "the old token gives no change, or is refused" yes \
            "$([[ $(sync_from "$token") =~ valid-sync-token ]] || [[ $(sync_from "$token") != *.ics* ]] && echo yes)"
        assert_equal "and writes are taken" 204 "$(put one)"
        token=$(sync_from "" | grep -o '<[^<]*sync-token>[^<]*' | sed 's/.*>//')
        stop
        assert_equal "no error is logged" "" "$(grep -E '(^| )ERROR( |$)' "$log" | head -n 5)"
    done
}

descriptors() {
    data=$work/descriptors
    event calm 100
    start descriptors bash -c 'ulimit -n 256; exec "$@"' --
    assert_equal "a write is taken" 201 "$(put calm)"
    python3 - "${url##*:}" <<'P' &
import socket, sys, time
held = []
try:
    for _ in range(400):
        held.append(socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2))
except OSError:
    pass
time.sleep(4)
P
    local holder=$!
    sleep 1.5
    local status
    status=$(curl -s -o /dev/null -w '%{http_code}' --max-time 2 -u "$user:$password" "$url/$user/calendar/calm.ics" || true)
    assert_equal "without descriptors a request waits or is refused, and never gets a wrong answer" yes \
        "$([[ $status =~ ^(000|200|503)$ ]] && echo yes || echo "$status")"
    wait "$holder"
    for _ in {1..100}; do
        [[ $(put calm) == 204 ]] && break
        sleep 0.2
    done
    same "the server goes on when descriptors are free again" calm
    stop
}

second_server() {
    data=$work/second
    start second
    local code=0 words
    words=$("$java" -jar "$jar" serve --data "$data" --port 0 2>&1 </dev/null) || code=$?
    assert_equal "a second server on one folder is refused" 1 "$code"
    assert_contains "and says who has it" "$server_pid" "$words"
    stop
}

full_disk
read_only_disk
permissions
removed
behind
damaged
descriptors
second_server
finish
