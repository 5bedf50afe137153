#!/usr/bin/env bash
# Measures the queries of a jar over HTTP: a month of 10,000 events and of 1,000, expand, free-busy, UID, open to-dos,
# contacts by name, multiget; and whether 50,000 events fit a heap of 128 MB.
#
#   bench/queries.sh      COMPAT_JAR, JAVA_HOME and BENCH_JAVA_OPTS choose what is measured
#
# Figures depend on the machine and on what else it does: compare only runs of one hour on one machine.

# shellcheck source-path=SCRIPTDIR/../compat source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../compat/lib.sh"

need python3
[[ -f $jar ]] || die "$jar is missing: build it first"
# Not below /tmp where that is memory: the figures are about a disk.
data=$(mktemp -d "${BENCH_DIR:-$root/target}/bench.XXXXXX")
trap 'rm -rf "$data"; clean_up' EXIT
for folder in queries heap; do
    printf '%s\n' "$password" | "$java" -jar "$jar" user add "$user" --data "$data/$folder" >/dev/null
done
read -r -a options <<<"${BENCH_JAVA_OPTS:-}"
"$java" -version 2>&1 | head -n 1
PYTHONDONTWRITEBYTECODE=1 python3 "$root/bench/queries.py" --user "$user" --password "$password" --data "$data" \
    --port "$(free_port)" --jar "$jar" -- "$java" "${options[@]}"
