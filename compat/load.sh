#!/usr/bin/env bash
# Many and slow clients at once against a server with little memory: drips in headers, bodies and reading, idle
# connections, and 64 writers on one collection. The others are served meanwhile, those that drip are cut off, and the
# memory is enough.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need curl python3
export FASTI_LIMITS_MAX_CONNECTIONS=2000 FASTI_LIMITS_HEADER_TIME=5s FASTI_LIMITS_MIN_RATE=100000
export FASTI_LOGGING_SLOW_REQUEST=0 FASTI_ADMIN_ON_MAIN_PORT=all JAVA_TOOL_OPTIONS=-Xmx128m
start_server
unset JAVA_TOOL_OPTIONS
take_results python3 "$root/compat/load.py" "$url" "$user" "$password"
assert_equal "memory was enough" "" "$(grep OutOfMemoryError "$work/server.log" | head -n 3)"
stop_server
finish
