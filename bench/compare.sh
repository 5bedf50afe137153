#!/usr/bin/env bash
# Measures a jar, and Radicale, Xandikos and Cyrus where they are installed (as Debian has them), under the same loads,
# turn by turn: times, answers a second, CPU time an answer, memory.
#
#   bench/compare.sh [ROUNDS [SECONDS [LOADS]]]      a load is KIND:MEMBERS[:CLIENTS], as in load/Work.java
#   COMPAT_JAR, JAVA_HOME, BENCH_JAVA_OPTS choose what is measured; BENCH_OTHER another jar beside it;
#   BENCH_LAUNCHER=yes starts Fasti by bin/fasti; BENCH_CONTAINER=MIB as in a container of so much memory, 256 MiB at most;
#   BENCH_PEERS=no leaves out the others; they get calendars of at most BENCH_PEER_MEMBERS (1000) members.
#
# Figures depend on the machine and on what else it does: the ratios of one run say most.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

rounds=${1:-5}
seconds=${2:-2}
loads=${3:-poll:1000,poll:1000:16,get:1000,nochange:1000,changes:1000,list:1000,initial:1000,multiget:1000,put:1000,put:1000:8,replace:1000,mixed:1000:16,import:1000,nochange:10000,list:10000,initial:10000,nochange:50000,changes:50000}
peer_members=${BENCH_PEER_MEMBERS:-1000}
targets=()
. "$root/bench/container.sh"
read -r -a options <<<"${BENCH_CONTAINER:+$(little_memory "$BENCH_CONTAINER")} ${BENCH_JAVA_OPTS:-}"

start_a_fasti() { # NAME JAR
    local port
    port=$(free_port)
    printf '%s\n' "$password" | "$java" -jar "$2" user add "$user" --data "$folders/$1" >/dev/null
    for size in $(tr ',' '\n' <<<"$loads" | cut -d: -f2 | sort -un); do
        python3 "$root/bench/fill.py" "$folders/$1/collection-root/$user" "bench-$size" "$size"
    done
    if [[ ${BENCH_LAUNCHER:-no} != no || -n ${BENCH_CONTAINER:-} ]]; then
        start_launcher "$1" "$2" "$port" "${options[@]}"
    else
        start_fasti "$1" "$2" "$port" "${options[@]}"
    fi
    targets+=("$1,$!,http://127.0.0.1:$port/$user/,$user,$password,1000000")
}

measure_radicale() {
    start_radicale "$folders/radicale"
    servers+=("$radicale_pid")
    targets+=("radicale,$radicale_pid,$radicale_url/$user/,$user,$password,$peer_members")
}

# Knows no passwords: whoever comes is the one user.
start_xandikos() {
    local port
    port=$(free_port)
    xandikos -d "$folders/xandikos" -l 127.0.0.1 -p "$port" --current-user-principal "/$user/" --defaults \
        --no-strict >"$folders/xandikos.log" 2>&1 &
    servers+=($!)
    answers "$port"
    targets+=("xandikos,$!,http://127.0.0.1:$port/$user/calendars/,$user,$password,$peer_members")
}

# A Cyrus of its own, as the user cyrus: an IMAP login makes the mailbox that CalDAV then finds.
start_cyrus() {
    local port imap at=$folders/cyrus
    port=$(free_port)
    imap=$(free_port)
    mkdir -p "$at"/{config,mail,run}
    cat >"$at/imapd.conf" <<CONF
configdirectory: $at/config
defaultpartition: default
partition-default: $at/mail
proc_path: $at/run/proc
mboxname_lockpath: $at/run/lock
servername: localhost
lmtpsocket: $at/run/lmtp
idlesocket: $at/run/idle
notifysocket: $at/run/notify
httpmodules: caldav
httpallowcompress: no
allowplaintext: yes
autocreate_quota: 0
autocreate_post: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: $at/sasldb2
sasl_mech_list: PLAIN LOGIN
virtdomains: off
CONF
    cat >"$at/cyrus.conf" <<CONF
START {
 recover cmd="/usr/lib/cyrus/bin/ctl_cyrusdb -C $at/imapd.conf -r"
}
SERVICES {
 imap cmd="/usr/lib/cyrus/bin/imapd -C $at/imapd.conf" listen="127.0.0.1:$imap" prefork=0
 http cmd="/usr/lib/cyrus/bin/httpd -C $at/imapd.conf" listen="127.0.0.1:$port" prefork=0 maxchild=100
}
CONF
    printf '%s' "$password" | saslpasswd2 -p -c -f "$at/sasldb2" -u localhost "$user"
    chmod 755 "$folders"
    chown -R cyrus "$at"
    /usr/lib/cyrus/bin/master -C "$at/imapd.conf" -M "$at/cyrus.conf" -p "$at/run/master.pid" >"$folders/cyrus.log" 2>&1 &
    local process=$!
    servers+=("$process")
    answers "$port"
    python3 -c 'import imaplib, sys; imaplib.IMAP4("127.0.0.1", int(sys.argv[1])).login(*sys.argv[2:])' \
        "$imap" "$user" "$password" || die "Cyrus lets nobody in: $(tail -n 5 "$folders/cyrus.log")"
    targets+=("cyrus,$process,http://127.0.0.1:$port/dav/calendars/user/$user/,$user,$password,$peer_members")
}

start_a_fasti fasti "$jar"
if [[ -n ${BENCH_OTHER:-} ]]; then
    start_a_fasti other "$BENCH_OTHER"
fi
if [[ ${BENCH_PEERS:-yes} != no ]]; then
    if [[ -x $(command -v radicale) ]]; then measure_radicale; fi
    if [[ -x $(command -v xandikos) ]]; then start_xandikos; fi
    if [[ -x /usr/lib/cyrus/bin/httpd && $(id -u) == 0 ]]; then start_cyrus; fi
fi
"$java" -version 2>&1 | head -n 1
uptime
load Load "$rounds" "$seconds" "$loads" "${targets[@]}"
uptime
