#!/usr/bin/env bash
# Builds the image by the real Dockerfile and runs it in all the ways in which people run it: with volumes of other
# owners, without capabilities, read-only, as another user, with little memory; then vdirsyncer works against it, and
# what it stored is there after a restart.

# shellcheck disable=SC2317 # the cases are called by name
# shellcheck source-path=SCRIPTDIR source=containers.sh
. "$(dirname "${BASH_SOURCE[0]}")/containers.sh"
# shellcheck source=items.sh
. "$(dirname "${BASH_SOURCE[0]}")/items.sh"

[[ -n ${own_mounts_done:-} ]] || own_mounts env own_mounts_done=1 "$0" "$@"

image=localhost/fasti
needed=(--cap-drop ALL --cap-add CHOWN --cap-add SETUID --cap-add SETGID)
hard=(--read-only --read-only-tmpfs=false --security-opt no-new-privileges)
names=()
volumes=$work/volumes

remove_containers() {
    local name
    for name in "${names[@]}"; do
        podman rm -f -t 0 "$name" >/dev/null 2>&1 || true
    done
    podman volume rm -f fasti-named >/dev/null 2>&1 || true
    umount -R "$work/storage/overlay" 2>/dev/null || true
    clean_up
}
trap remove_containers EXIT

# container NAME OPTIONS... [-- COMMAND...]: starts one in the background, on the port $port.
container() {
    local name=$1 options=()
    shift
    port=$(free_port)
    admin_port=$(free_port)
    url=http://127.0.0.1:$port
    while [[ $# -gt 0 && $1 != -- ]]; do
        options+=("$1")
        shift
    done
    [[ $# == 0 ]] || shift
    names+=("$name")
    podman run -d --name "$name" --pull=never --network host -e FASTI_SERVER_PORT="$port" \
        -e FASTI_ADMIN_PORT="$admin_port" -e FASTI_USER="$user" -e FASTI_PASSWORD_FILE=/run/password -v "$work/password:/run/password:ro" \
        "${options[@]}" "$image" "$@" >"$work/run.log" 2>&1 || fail "$name starts" "$(cat "$work/run.log")"
}

# once OPTIONS... -- COMMAND...: runs one to its end; its output and exit are $output and $code.
once() {
    local options=()
    while [[ $1 != -- ]]; do
        options+=("$1")
        shift
    done
    shift
    code=0
    output=$(timeout 60 podman run --rm --no-healthcheck --pull=never --network none "${options[@]}" "$image" "$@" 2>&1 </dev/null) ||
        code=$?
}

# answers NAME MESSAGE: the user is let in, within a minute.
answers() {
    local got=
    for _ in {1..300}; do
        got=$(dav_status PROPFIND "/$user/" -H 'Depth: 0' 2>/dev/null || true)
        [[ $got != 207 ]] || { pass "$2"; return; }
        [[ $(podman inspect -f '{{.State.Running}}' "$1" 2>/dev/null) == true ]] || break
        sleep 0.2
    done
    fail "$2" "the last answer was $got"$'\n'"$(podman logs "$1" 2>&1 | tail -n 20)"
}

stores() { # MESSAGE NAME
    assert_equal "$1" 201 "$(event "$2" "Stored" |
        dav_status PUT "/$user/calendar/$2.ics" -H 'Content-Type: text/calendar' --data-binary @-)"
}

# ends NAME MESSAGE: SIGTERM, and the exit that people see.
ends() {
    podman stop -t 20 "$1" >/dev/null 2>&1 || true
    local exit
    exit=$(podman inspect -f '{{.State.ExitCode}}' "$1")
    if [[ $exit == 0 || $exit == 143 ]]; then
        pass "$2"
    else
        fail "$2" "exit $exit"$'\n'"$(podman logs "$1" 2>&1 | tail -n 20)"
    fi
    podman rm -f "$1" >/dev/null 2>&1 || true
}

owners() { # FOLDER
    find "$1" -printf '%U:%G\n' | sort -u | paste -sd ' '
}

# volume NAME OWNER [MODE]: an empty folder.
volume() {
    mkdir -p "$volumes/$1"
    chown "$2" "$volumes/$1"
    chmod "${3:-0755}" "$volumes/$1"
}

# --- cases ---

foreign_volume() {
    local v=$volumes/foreign
    volume foreign 4321:4321
    mkdir -p "$v/collection-root/$user/old.ics" "$work/outside"
    printf '{"tag": "VCALENDAR"}' >"$v/collection-root/$user/old.ics/.Radicale.props"
    event kept "From before" >"$v/collection-root/$user/old.ics/kept.ics"
    touch "$work/outside/file"
    ln -s "$work/outside" "$v/link"
    ln -s /outside/file "$v/dangling"
    chown -R 4321:4321 "$v"
    container foreign "${needed[@]}" "${hard[@]}" -v "$v:/data" -v "$work/outside:/outside"
    answers foreign "a volume of somebody else is taken over, read-only root, three capabilities"
    assert_contains "what was in it is served" "From before" "$(dav GET "/$user/old.ics/kept.ics")"
    assert_equal "it can be written" 201 "$(event taken "Stored" |
        dav_status PUT "/$user/old.ics/taken.ics" -H 'Content-Type: text/calendar' --data-binary @-)"
    assert_equal "all of it belongs to the app's user" 1000:1000 "$(owners "$v")"
    assert_equal "what a link points to is left alone" 0:0 "$(owners "$work/outside")"
    assert_contains "that is told" "belongs to somebody else" "$(podman logs foreign 2>&1)"
    assert_equal "the first process is the app's user's" 1000 \
        "$(awk '/^Uid:/ { print $2 }' "/proc/$(podman inspect -f '{{.State.Pid}}' foreign)/status")"
    assert_equal "it has no capabilities left" 0000000000000000 \
        "$(awk '/^CapEff:/ { print $2 }' "/proc/$(podman inspect -f '{{.State.Pid}}' foreign)/status")"
    commands_in foreign
    health foreign
    ends foreign "SIGTERM ends it with 0 or 143"
}

commands_in() {
    printf 'another one\n' | podman exec -i "$1" fasti user add bob >"$work/exec.log" 2>&1 || true
    assert_contains "podman exec fasti user add works" "user bob added" "$(cat "$work/exec.log")"
    assert_equal "as the app's user, so that the server can read it" 1000:1000 "$(owners "$volumes/foreign/fasti")"
    assert_equal "and bob is let in at once" 207 \
        "$(user=bob password='another one' dav_status PROPFIND /bob/ -H 'Depth: 0')"
    assert_contains "podman exec fasti status finds the server" "Fasti" "$(podman exec "$1" fasti status 2>&1 || true)"
    assert_contains "podman logs say how to add a user, or that it serves" "Fasti is at" "$(podman logs "$1" 2>&1)"
}

# The check is run as the container's engine would, and its cost is taken from the kernel's books.
health() {
    local before after
    assert_runs "the health check passes" podman healthcheck run "$1"
    before=$(ticks_of_children)
    /usr/sbin/chroot / true
    for _ in {1..5}; do
        FASTI_ADMIN_PORT=$admin_port "$root/docker-healthcheck.sh" ||
            fail "the health check passes outside, too"
    done
    after=$(ticks_of_children)
    assert_equal "five health checks take less than 250 ms of CPU" yes "$( ((after - before < 25)) && echo yes ||
        echo "$((after - before)) ticks")"
    assert_runs "without the listener for operators it is content with an open port" \
        env FASTI_ADMIN_PORT=0 FASTI_SERVER_HOST=0.0.0.0 FASTI_SERVER_PORT="$port" "$root/docker-healthcheck.sh"
    if FASTI_ADMIN_PORT=1 "$root/docker-healthcheck.sh" >/dev/null 2>&1; then
        fail "the health check fails where nothing answers"
    else
        pass "the health check fails where nothing answers"
    fi
}

# The check asks over plain HTTP, inside, what clients get over TLS.
health_with_tls() {
    local v=$volumes/tls
    volume tls 1000:1000
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
        -keyout "$v/key.pem" -out "$v/cert.pem" 2>/dev/null
    container tls "${needed[@]}" "${hard[@]}" -v "$v:/data" -e FASTI_TLS_CERTIFICATE=/data/cert.pem \
        -e FASTI_TLS_KEY=/data/key.pem
    url=https://127.0.0.1:$port
    for _ in {1..300}; do
        ! podman logs tls 2>&1 | grep -q 'Fasti is at' || break
        sleep 0.2
    done
    assert_equal "TLS is spoken" 401 "$(curl -sk -o /dev/null -w '%{http_code}' "$url/")"
    assert_runs "the health check passes with TLS on" podman healthcheck run tls
    ends tls "it ends"
}

ticks_of_children() {
    awk '{ sub(/.*\) /, ""); print $14 + $15 }' "/proc/$$/stat"
}

second_start() {
    local v=$volumes/second
    volume second 1000:1000 0700
    mkdir -m 0700 "$v/collection-root"
    chown 1000:1000 "$v/collection-root"
    container second "${needed[@]}" "${hard[@]}" -v "$v:/data"
    answers second "a volume of mode 0700 that is the app's already needs no DAC_OVERRIDE"
    assert_lacks "nothing is given away" "belongs to somebody else" "$(podman logs second 2>&1)"
    in_flight second "$v"
}

# in_flight NAME VOLUME: a PUT whose body comes after SIGTERM is answered, and stored.
in_flight() {
    local body answer pid
    body=$(event slow Slow; printf x)
    body=${body%x}
    pid=$(podman inspect -f '{{.State.Pid}}' "$1")
    exec 4<>"/dev/tcp/127.0.0.1/$port"
    printf 'PUT /%s/calendar/slow.ics HTTP/1.1\r\nHost: x\r\nAuthorization: Basic %s\r\nContent-Type: text/calendar\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: %d\r\n\r\n' \
        "$user" "$(printf '%s:%s' "$user" "$password" | base64)" "${#body}" >&4
    read -r answer <&4
    assert_contains "a PUT is in flight" "100" "$answer"
    # As an engine stops it, but at once; the body comes after connections without a request have ended.
    kill -TERM "$pid"
    sleep 0.5
    printf '%s' "$body" >&4
    answer=$(cat <&4)
    exec 4>&-
    podman wait "$1" >/dev/null
    assert_contains "SIGTERM lets it end" "HTTP/1.1 201" "$answer"
    assert_equal "and it is stored" yes "$([[ -s $2/collection-root/$user/calendar/slow.ics ]] && echo yes)"
    ends "$1" "then the container ends with 0 or 143"
}

other_user() {
    volume mine 12345:12345 0700
    container mine --user 12345:12345 --cap-drop ALL "${hard[@]}" -v "$volumes/mine:/data"
    answers mine "--user 12345 with a volume of its own, all capabilities dropped"
    stores "it can be written" mine
    assert_equal "and nothing else is done to it" 12345:12345 "$(owners "$volumes/mine")"
    ends mine "it ends"
    volume theirs 1000:1000 0755
    once --user 12345:12345 --cap-drop ALL -v "$volumes/theirs:/data" -- fasti serve
    assert_equal "--user 12345 with a volume of somebody else is refused" 78 "$code"
    assert_contains "in words" "user 12345:12345 cannot write in /data" "$output"
}

refusals() {
    volume fixed 1000:1000
    once "${needed[@]}" -v "$volumes/fixed:/data:ro" -- fasti serve
    assert_equal "a read-only volume is refused" 78 "$code"
    assert_contains "in words" "cannot write in /data" "$output"
    local id
    for id in 0 root -5 1e3 99999999999; do
        once "${needed[@]}" -e PUID="$id" -e APP_UID="$id" -v "$volumes/fixed:/data" -- fasti serve
        assert_equal "the user id \"$id\" is refused" 78 "$code"
    done
    assert_contains "in words" "the user id" "$output"
    once --cap-drop ALL -v "$volumes/fixed:/data" -- fasti serve
    assert_equal "root without the capability SETUID is refused" 78 "$code"
    assert_contains "with the way out" "SETUID" "$output"
    once "${needed[@]}" -e FASTI_SERVER_PROT=1 -v "$volumes/fixed:/data" -- fasti serve
    assert_equal "a wrong variable is refused by the server" 78 "$code"
    once "${needed[@]}" -e FASTI_USER=alice -v "$volumes/fixed:/data" -- fasti serve
    assert_contains "a first user without a password file is refused" "FASTI_PASSWORD_FILE" "$output"
    once --cap-drop ALL --cap-add SETUID --cap-add SETGID -v "$volumes/theirs:/data" -e PUID=777 -- fasti serve
    assert_equal "a foreign volume without the capability CHOWN is refused" 78 "$code"
    assert_contains "with the reason" "CHOWN" "$output"
}

ids_at_run() {
    volume ids 0:0
    container ids "${needed[@]}" "${hard[@]}" -e PUID=2001 -e PGID=2002 -v "$volumes/ids:/data"
    answers ids "PUID and PGID at run"
    stores "the volume can be written" ids
    assert_equal "and is theirs" 2001:2002 "$(owners "$volumes/ids")"
    ends ids "it ends"
    volume off 0:0 0777
    touch "$volumes/off/root's"
    container off "${needed[@]}" -e FIX_OWNERSHIP=no -v "$volumes/off:/data"
    answers off "FIX_OWNERSHIP=no serves where it may write"
    assert_equal "and leaves the owners alone" 0:0 "$(owners "$volumes/off/root's")"
    ends off "it ends"
}

processes() {
    volume init 1000:1000
    # The init above is root's, and the server is not: only KILL lets it pass on signals.
    container init "${needed[@]}" --cap-add KILL --init -v "$volumes/init:/data"
    answers init "--init above"
    podman exec init sh -c '(sleep 0.3 & exec sleep 0.1) & sleep 0.6' || true
    assert_equal "no zombies stay" "" "$(zombies init)"
    ends init "it ends"
    volume reap 1000:1000
    container reap "${needed[@]}" -v "$volumes/reap:/data"
    answers reap "without --init"
    podman exec reap sh -c '(sleep 0.3 &) ; exit 0' || true
    sleep 0.6
    assert_equal "no zombies stay" "" "$(zombies reap)"
    ends reap "it ends"
}

# zombies NAME: the processes that stay dead and unreaped; one that has just ended is given ten seconds.
zombies() {
    local found=
    for _ in {1..50}; do
        found=$(podman exec "$1" sh -c 'grep -l "^State:.Z" /proc/[0-9]*/status 2>/dev/null' || true)
        [[ -n $found ]] || break
        sleep 0.2
    done
    printf '%s' "$found"
}

# limits: where this machine gives us control groups, which is told.
limits() {
    local memory
    volume limits 1000:1000
    for memory in 128m 64m; do
        container "limit-$memory" "${needed[@]}" --memory "$memory" --pids-limit 100 -v "$volumes/limits:/data"
        answers "limit-$memory" "$memory of memory and 100 processes are enough"
        stores "to store something ($memory)" "limit-$memory"
        assert_contains "Java is started as for little memory ($memory)" \
            '-XX:-ShrinkHeapInSteps -XX:TieredStopAtLevel=1' \
            "$(podman exec "limit-$memory" sh -c 'cat /proc/[0-9]*/cmdline' | tr '\0' ' ')"
        goes_on "it goes on when it is busy ($memory)"
        ends "limit-$memory" "it ends"
    done
}

goes_on() { # MESSAGE
    local number
    for number in {1..30}; do
        event "busy-$number" "Busy" | dav_status PUT "/$user/calendar/busy-$number.ics" -H 'Content-Type: text/calendar' \
            --data-binary @- >/dev/null || true
        dav_status PROPFIND "/$user/calendar/" -H 'Depth: 1' >/dev/null || true
    done
    assert_equal "$1" 30 "$(dav PROPFIND "/$user/calendar/" -H 'Depth: 1' | grep -o 'href>[^<]*busy-' | wc -l)"
}

other_commands() {
    once "${needed[@]}" -- id -u
    assert_equal "another command is run as the app's user" 1000 "$output"
    once "${needed[@]}" -- fasti --version
    assert_contains "fasti --version" "fasti " "$output"
    once "${needed[@]}" -e PUID=77 -- sh -c 'id -u; exit 5'
    assert_equal "its exit is the container's" "5 77" "$code $output"
}

# shellcheck disable=SC2016
# A test double: the command line of su-exec, which Debian does not have, on top of what it has.
su_exec() {
    volume su 0:0
    printf '#!/bin/sh\necho "$1" >/tmp/su-exec\nids=$1\nshift\nexec setpriv --reuid "${ids%%:*}" --regid "${ids#*:}" --clear-groups -- "$@"\n' \
        >"$work/su-exec"
    chmod 755 "$work/su-exec"
    container su "${needed[@]}" -v "$work/su-exec:/usr/local/bin/su-exec:ro" -v "$volumes/su:/data" --tmpfs /tmp:mode=1777
    answers su "su-exec is used where it is"
    assert_equal "with user and group" 1000:1000 "$(podman exec su cat /tmp/su-exec)"
    ends su "it ends"
    printf '#!/bin/sh\nexit 1\n' >"$work/gosu"
    once "${needed[@]}" -v "$work/empty:/usr/sbin/gosu:ro" -- id -u
    assert_equal "setpriv is used where neither is" 1000 "$(tail -n 1 <<<"$output")"
}

named_volume_and_vdirsyncer() {
    container named "${needed[@]}" "${hard[@]}" -v fasti-named:/data
    answers named "a named volume"
    vdirsyncer_config
    mkdir -p "$work/desk/work"
    event sync-1 "From the desk" >"$work/desk/work/sync-1.ics"
    discover
    assert_runs "vdirsyncer synchronises" vdirsyncer -c "$work/vdirsyncer.conf" sync
    ends named "the container ends"
    container again "${needed[@]}" "${hard[@]}" -v fasti-named:/data
    answers again "another container on the same volume"
    assert_contains "the data are still there" "From the desk" "$(dav GET "/$user/work/sync-1.ics")"
    vdirsyncer_config
    discover
    event sync-2 "After the restart" >"$work/desk/work/sync-2.ics"
    assert_runs "vdirsyncer goes on" vdirsyncer -c "$work/vdirsyncer.conf" sync
    assert_contains "and has stored more" "After the restart" "$(dav GET "/$user/work/sync-2.ics")"
    ends again "it ends"
}

discover() {
    vdirsyncer -c "$work/vdirsyncer.conf" discover < <(yes) >"$work/discover.log" 2>&1 ||
        fail "vdirsyncer discovers" "$(cat "$work/discover.log")"
}

vdirsyncer_config() {
    cat >"$work/vdirsyncer.conf" <<END
[general]
status_path = "$work/status"
[pair cal]
a = "desk"
b = "server"
collections = ["from a"]
[storage desk]
type = "filesystem"
path = "$work/desk"
fileext = ".ics"
[storage server]
type = "caldav"
url = "$url/"
username = "$user"
password = "$password"
END
}

# deployed NAME FILE KIND: the example as it is written, but on a port and in a network that are free here.
deployed() {
    local options
    mapfile -t options < <(cd "$work" && python3 "$root/compat/deploy.py" "$1" "$root/docs/deploy/$2")
    [[ ${#options[@]} -gt 10 ]] || fail "$2 is understood"
    port=$(free_port)
    admin_port=$(free_port)
    url=http://127.0.0.1:$port
    names+=(fasti)
    assert_runs "$2 runs" podman run -d --pull=never --network host -e FASTI_SERVER_PORT="$port" \
        -e FASTI_ADMIN_PORT="$admin_port" "${options[@]}"
    if [[ $1 == kubernetes ]]; then
        ready fasti "$2 gets ready by its probe"
    elif [[ $1 != compose ]]; then
        until podman logs fasti 2>&1 | grep -q 'Fasti is at' || [[ $SECONDS -gt $((started + 280)) ]]; do
            sleep 0.2
        done
        printf '%s\n' "$password" | podman exec -i fasti fasti user add "$user" >/dev/null 2>&1 || true
    fi
    answers fasti "$2 lets its user in"
    stores "and stores" deployed
    ends fasti "and ends"
    podman volume rm -f fasti-data >/dev/null 2>&1 || true
}

# ready NAME MESSAGE: its probe succeeds, within a minute.
ready() {
    for _ in {1..300}; do
        ! podman healthcheck run "$1" >/dev/null 2>&1 || { pass "$2"; return; }
        sleep 0.2
    done
    fail "$2" "$(podman healthcheck run "$1" 2>&1; podman logs "$1" 2>&1 | tail -n 20)"
}

examples() {
    local started=$SECONDS
    cp "$work/password" "$work/password.txt"
    deployed compose compose.yaml
    deployed quadlet fasti.container
    deployed shell README.md
    password='change me' deployed kubernetes kubernetes.yaml
    assert_equal "as the user and group that the pod has" "1000:1000" "$(owners "$work/kubernetes-data/collection-root")"
}

labels() {
    local config
    config=$(podman inspect "$image")
    assert_contains "labels name the licence" '"org.opencontainers.image.licenses": "Apache-2.0"' "$config"
    assert_contains "the port is named" '5232/tcp' "$config"
    assert_contains "the volume is named" '"/data": {}' "$config"
    printf '  note the image has %s MB\n' "$(($(podman image inspect -f '{{.Size}}' "$image") / 1000000))"
}

need buildah podman crun curl openssl vdirsyncer python3
configure_containers
printf '%s\n' "$password" >"$work/password"
chmod 644 "$work/password"
touch "$work/empty"
mkdir -p "$volumes"
chmod 755 "$work" "$volumes"
make_bases
build_image_of_fasti "$image"
pass "the Dockerfile builds"
for case in ${IMAGE_CASES:-labels other_commands foreign_volume health_with_tls second_start other_user refusals ids_at_run processes \
    limits su_exec named_volume_and_vdirsyncer examples}; do
    "$case"
done
finish
