#!/usr/bin/env bash
# Keeps a server, as the launcher starts it, under load for long and prints each minute what it holds. Live heap, native
# memory, threads and open files must not grow once a third of the time has passed: what does is named, and the exit is 1.
#
#   bench/soak.sh [MINUTES]      15 if not said; BENCH_JAVA_OPTS is added to the launcher's options (-Xmx128m)
#
# Needs jcmd, of the JDK.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need jcmd
read -r -a options <<<"${BENCH_JAVA_OPTS:--Xmx128m}"
port=$(free_port)
printf '%s\n' "$password" | "$java" -jar "$jar" user add "$user" --data "$folders/soak" >/dev/null
python3 "$root/bench/fill.py" "$folders/soak/collection-root/$user" bench-1000 1000
start_launcher soak "$jar" "$port" "${options[@]}" -XX:NativeMemoryTracking=summary
load Soak "${1:-15}" steady:1000:4 "soak,${servers[0]},http://127.0.0.1:$port/$user/,$user,$password,1000000"
