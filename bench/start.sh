#!/usr/bin/env bash
# Measures starts: milliseconds to the first answer, CPU time by then, and the memory held when idle; with an empty folder
# and one of 10,000 events, by java -jar and by the launcher with its archive of classes.
#
#   bench/start.sh [RUNS]      JAVA_HOME and COMPAT_JAR choose what is measured
#
# Figures depend on the machine and on what else it does: compare only runs of one hour on one machine.

# shellcheck source-path=SCRIPTDIR/../compat source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../compat/lib.sh"
. "$root/bench/container.sh"

runs=${1:-9}
need python3
[[ -f $jar ]] || die "$jar is missing: build it first"
folders=$(mktemp -d "${BENCH_DIR:-$root/target}/bench.XXXXXX")
trap 'rm -rf "$folders"; clean_up' EXIT

mkdir -p "$folders/fasti/lib" "$folders/empty/fasti" "$folders/full/fasti" \
    "$folders/full/collection-root/alice/calendar" "$folders/empty/collection-root/alice/calendar"
cp -r "$root/bin" "$folders/fasti/"
cp "$jar" "$folders/fasti/lib/fasti.jar"
for folder in empty full; do
    echo alice:secret >"$folders/$folder/fasti/users"
    printf '{"tag": "VCALENDAR"}' >"$folders/$folder/collection-root/alice/calendar/.Radicale.props"
done
python3 - "$folders/full/collection-root/alice/calendar" <<'PYTHON'
import sys
for number in range(10_000):
    with open(f"{sys.argv[1]}/{number}.ics", "w", newline="") as item:
        item.write(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fasti//bench//EN\r\nBEGIN:VEVENT\r\n"
            f"UID:{number}\r\nDTSTAMP:20260501T080000Z\r\nDTSTART:202606{number % 28 + 1:02}T{number % 24:02}0000Z\r\n"
            f"DURATION:PT1H\r\nSUMMARY:Event {number}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
PYTHON
"$java" -version 2>&1 | sed -n 2p
"$folders/fasti/bin/fasti" warmup >/dev/null

measure() { # LABEL FOLDER COMMAND...
    python3 "$root/bench/start.py" "$runs" "$1" "$folders/$2" "${@:3}" 2>>"$folders/log" ||
        die "$(tail -n 5 "$folders/log")"
}

measure "java -jar, empty" empty "$java" -jar "$jar"
measure "launcher with archive, empty" empty "$folders/fasti/bin/fasti"
measure "launcher with archive, 10,000 items" full "$folders/fasti/bin/fasti"
little=$(little_memory 128)
JAVA_OPTS=$little measure "the same as in a container of 128 MiB, empty" empty "$folders/fasti/bin/fasti"
JAVA_OPTS=$little measure "the same, 10,000 items" full "$folders/fasti/bin/fasti"
rm -f "$folders"/fasti/lib/fasti.{jsa,aot}
export FASTI_CACHE=$folders/cache
measure "launcher, archive of an earlier server, empty" empty "$folders/fasti/bin/fasti"
