#!/usr/bin/env bash
# Measures a jar: start-up, idle memory, listings and sync of a calendar of 10,000 members, PUTs a second.
#
#   bench/first-light.sh [MEMBERS]      COMPAT_JAR, JAVA_HOME and BENCH_JAVA_OPTS choose what is measured
#
# Figures depend on the machine and on what else it does: compare only runs of one hour on one machine.

# shellcheck source-path=SCRIPTDIR/../compat source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../compat/lib.sh"

need python3
[[ -f $jar ]] || die "$jar is missing: build it first"
# Not below /tmp where that is memory: the figures are about a disk.
data=$(mktemp -d "${BENCH_DIR:-$root/target}/bench.XXXXXX")
trap 'rm -rf "$data"; clean_up' EXIT
printf '%s\n' "$password" | "$java" -jar "$jar" user add "$user" --data "$data" >/dev/null
read -r -a options <<<"${BENCH_JAVA_OPTS:-}"
port=$(free_port)
"$java" -version 2>&1 | head -n 1
python3 "$root/bench/first_light.py" --members "${1:-10000}" --user "$user" --password "$password" --data "$data" \
    --port "$port" -- "$java" "${options[@]}" -jar "$jar" serve --data "$data" --host 127.0.0.1 --port "$port"
