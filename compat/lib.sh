# shellcheck shell=bash
# What the scripts beside it share: a server of their own with one user, requests to it, and assertions that count.
#
# A script sources this, calls start_server, asserts, calls stop_server and ends with finish. With COMPAT_URL set (and
# COMPAT_USER, COMPAT_PASSWORD) it talks to a server that already runs instead: a way to see what another one does.

set -euo pipefail

# What configures a server here must not reach the one under test.
unset "${!FASTI_@}"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=${COMPAT_JAR:-$root/target/fasti.jar}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
user=${COMPAT_USER:-alice}
password=${COMPAT_PASSWORD:-correct horse battery}
url=${COMPAT_URL:-}
work=$(mktemp -d "${TMPDIR:-/tmp}/fasti-compat.XXXXXX")
data=$work/data
server_pid=
radicale_pid=
radicale_url=
passed=0
failed=0

clean_up() {
    local pid
    for pid in $server_pid $radicale_pid; do
        kill -KILL "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# die MESSAGE: the script cannot go on.
die() {
    printf '  FAIL %s\n' "$1" >&2
    printf '%d passed, %d failed\n' "$passed" $((failed + 1))
    exit 1
}

pass() {
    passed=$((passed + 1))
    printf '  ok   %s\n' "$1"
}

# fail MESSAGE DETAIL: counts, shows the detail, and goes on, so that one run shows all that is wrong.
fail() {
    failed=$((failed + 1))
    printf '  FAIL %s\n' "$1"
    printf '%s\n' "${2:-}" | sed 's/^/       | /'
}

assert_equal() { # MESSAGE EXPECTED ACTUAL
    if [[ $2 == "$3" ]]; then
        pass "$1"
    else
        fail "$1" "expected: $2"$'\n'"actual:   $3"
    fi
}

assert_contains() { # MESSAGE WANTED TEXT
    if [[ $3 == *"$2"* ]]; then
        pass "$1"
    else
        fail "$1" "not found: $2"$'\n'"in: $3"
    fi
}

assert_lacks() { # MESSAGE UNWANTED TEXT
    if [[ $3 != *"$2"* ]]; then
        pass "$1"
    else
        fail "$1" "found: $2"$'\n'"in: $3"
    fi
}

# assert_runs MESSAGE COMMAND...: the command exits 0; its output is shown where it does not, and kept in $output.
assert_runs() {
    local message=$1 code=0
    shift
    output=$("$@" 2>&1 </dev/null) || code=$?
    if [[ $code == 0 ]]; then
        pass "$message"
    else
        fail "$message" "exit $code: $*"$'\n'"$output"
    fi
}

# finish: the last line, and the script's exit.
finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [[ $failed == 0 && $passed -gt 0 ]] || exit 1
    exit 0
}

need() { # COMMAND...
    local command
    for command in "$@"; do
        command -v "$command" >/dev/null || die "$command is not installed"
    done
}

# free_port: a port of 127.0.0.1 on which nobody listens.
free_port() {
    local port
    for _ in {1..50}; do
        port=$((20000 + RANDOM % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            printf '%s\n' "$port"
            return
        fi
    done
    die "no free port"
}

# start_server: makes the user, starts the jar on a free port with an empty folder, and waits until it answers.
start_server() {
    need curl
    if [[ -n $url ]]; then
        url=${url%/}
        return
    fi
    [[ -f $jar ]] || die "$jar is missing: build it first"
    local port
    port=$(free_port)
    url=http://127.0.0.1:$port
    printf '%s\n' "$password" | "$java" -jar "$jar" user add "$user" --data "$data" >"$work/user.log" 2>&1 ||
        die "user add failed: $(cat "$work/user.log")"
    serve
}

# serve: starts the jar on its folder and the port of $url, and waits until it answers.
serve() {
    "$java" -jar "$jar" serve --data "$data" --host 127.0.0.1 --port "${url##*:}" >"$work/server.log" 2>&1 </dev/null &
    server_pid=$!
    comes_up "$server_pid" "$url/" || die "the server does not answer: $(tail -n 40 "$work/server.log")"
    pass "the server starts and answers"
}

# comes_up PROCESS URL: false if the process ends, or a minute passes, before there is any answer.
comes_up() {
    for _ in {1..600}; do
        ! curl -s -o /dev/null --max-time 2 "$2" || return 0
        kill -0 "$1" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# stop_server: SIGTERM, and what the server made of it.
stop_server() {
    [[ -n $server_pid ]] || return 0
    local code=0
    kill -TERM "$server_pid"
    wait "$server_pid" || code=$?
    server_pid=
    assert_equal "the server exits with 0 on SIGTERM" 0 "$code"
    assert_equal "the server logged no error" "" "$(grep -E '(^| )ERROR( |$)|Exception' "$work/server.log" | head -n 20)"
}

# start_radicale FOLDER: Debian's Radicale at $radicale_url, with the same user and that folder; it is configured by
# $work/radicale.conf.
start_radicale() {
    need curl radicale
    local port
    port=$(free_port)
    printf '%s:%s\n' "$user" "$password" >"$work/radicale.users"
    cat >"$work/radicale.conf" <<END
[server]
hosts = 127.0.0.1:$port
[auth]
type = htpasswd
htpasswd_filename = $work/radicale.users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = $1
END
    radicale --config "$work/radicale.conf" >"$work/radicale.log" 2>&1 </dev/null &
    radicale_pid=$!
    radicale_url=http://127.0.0.1:$port
    comes_up "$radicale_pid" "$radicale_url/" || die "radicale does not answer: $(tail -n 20 "$work/radicale.log")"
}

stop_radicale() {
    [[ -n $radicale_pid ]] || return 0
    kill -TERM "$radicale_pid"
    wait "$radicale_pid" || true
    radicale_pid=
    radicale_url=
}

# dav METHOD PATH [CURL OPTIONS]: sends a request as the user; prints the body.
dav() {
    local method=$1 path=$2
    shift 2
    curl -sS --max-time 60 --path-as-is -u "$user:$password" -X "$method" "$@" "$url$path"
}

# dav_status METHOD PATH [CURL OPTIONS]: the status alone.
dav_status() {
    dav "$@" -o /dev/null -w '%{http_code}'
}

# ended HOME: waits until no process with that home is left, which could still write there.
ended() {
    for _ in {1..300}; do
        grep -qsF "HOME=$1" /proc/[0-9]*/environ || return 0
        sleep 0.1
    done
    return 1
}

# take_results COMMAND...: runs a script in another language and counts what it says on standard output, a line each:
# "ok", tab, message; or "FAIL", tab, message, tab, detail as a JSON string. Its last line is "end".
take_results() {
    local code=0 verdict message detail last=
    "$@" >"$work/results" 2>"$work/complaints" </dev/null || code=$?
    while IFS=$'\t' read -r verdict message detail; do
        case $verdict in
            ok) pass "$message" ;;
            FAIL) fail "$message" "$(python3 -c 'import json, sys; print(json.loads(sys.argv[1]))' "$detail")" ;;
            *) last=$verdict ;;
        esac
    done <"$work/results"
    if [[ $code != 0 || $last != end ]]; then
        fail "${*: -1} runs to its end" "exit $code"$'\n'"$(tail -n 40 "$work/complaints")"
    fi
}
