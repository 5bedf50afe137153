#!/usr/bin/env bash
# Keeps a server under load for long and prints each minute what it holds: memory, threads and open files must not grow.
#
#   bench/soak.sh [MINUTES]      15 if not said; BENCH_JAVA_OPTS is the server's (-Xmx128m -XX:+UseSerialGC)

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

read -r -a options <<<"${BENCH_JAVA_OPTS:--Xmx128m -XX:+UseSerialGC}"
port=$(free_port)
printf '%s\n' "$password" | "$java" -jar "$jar" user add "$user" --data "$folders/soak" >/dev/null
python3 "$root/bench/fill.py" "$folders/soak/collection-root/$user" bench-1000 1000
start_fasti soak "$jar" "$port" "${options[@]}"
load Soak "${1:-15}" steady:1000:4 "soak,${servers[0]},http://127.0.0.1:$port/$user/,$user,$password,1000000"
