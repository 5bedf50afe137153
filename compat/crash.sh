#!/usr/bin/env bash
# Kills the server with SIGKILL at random moments while eight clients write to it, starts it again on the same folder,
# and checks that nothing that was acknowledged is lost and that no synchronisation lies. CRASH_ROUNDS and CRASH_SEED
# choose how often, and which chances.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need python3
[[ -f $jar ]] || die "$jar is missing: build it first"
for name in "$user" bob; do
    printf '%s\n' "$password" | "$java" -jar "$jar" user add "$name" --data "$data" >"$work/user.log" 2>&1 ||
        die "user add failed: $(cat "$work/user.log")"
done
take_results env JAVA="$java" JAR="$jar" DATA="$data" LOGIN="$user:$password" BOB="bob:$password" \
    PORT="$(free_port)" ROUNDS="${CRASH_ROUNDS:-50}" SEED="${CRASH_SEED:-$RANDOM}" LOG="$work/server.log" \
    python3 "$root/compat/crash.py"
assert_equal "the server logged no error" "" "$(grep -E '(^| )ERROR( |$)|Exception' "$work/server.log" | head -n 20)"
finish
