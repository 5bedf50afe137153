# shellcheck shell=bash
# What the measuring scripts share: the load program compiled, and servers that end with the script.

# shellcheck source-path=SCRIPTDIR/../compat source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../compat/lib.sh"

need python3 javac
[[ -f $jar ]] || die "$jar is missing: build it first"
# Not below /tmp where that is memory: the figures are about a disk.
folders=$(mktemp -d "${BENCH_DIR:-$root/target}/bench.XXXXXX")
servers=()

end_servers() {
    for server in "${servers[@]}"; do
        kill "$server" 2>/dev/null || true
    done
    wait
    rm -rf "$folders"
    clean_up
}
trap end_servers EXIT

mkdir "$folders/load"
javac -d "$folders/load" "$root"/bench/load/*.java

load() { # CLASS ARGUMENTS...
    java -Xmx1g -XX:+UseSerialGC -cp "$folders/load" "$@"
}

answers() { # PORT: waits for a server
    for _ in {1..1200}; do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
            return
        fi
        sleep 0.1
    done
    die "nothing listens on port $1: $(tail -n 5 "$folders"/*.log)"
}

start_fasti() { # NAME JAR PORT OPTION...: a server on the folder $folders/NAME
    "$java" "${@:4}" -jar "$2" serve --data "$folders/$1" --host 127.0.0.1 --port "$3" >"$folders/$1.log" 2>&1 &
    servers+=($!)
    answers "$3"
}

start_launcher() { # NAME JAR PORT OPTION...: the same by bin/fasti, installed with an archive of its classes
    local installed=$folders/installed-$1
    mkdir -p "$installed/lib"
    cp -r "$root/bin" "$installed/"
    cp "$2" "$installed/lib/fasti.jar"
    "$installed/bin/fasti" warmup >/dev/null
    JAVA_OPTS="${*:4}" "$installed/bin/fasti" serve --data "$folders/$1" --host 127.0.0.1 --port "$3" \
        >"$folders/$1.log" 2>&1 &
    servers+=($!)
    answers "$3"
}
