#!/usr/bin/env bash
# Looks for octets that a parser does not bear, from the inputs that are kept in src/test/resources/…Inputs: Jazzer on
# all @FuzzTest methods together in one JVM, for FUZZ_TOTAL seconds (default 60). With FUZZ_SECONDS each by itself for so
# long, FUZZ_ONLY chooses those by a part of their names. FUZZ_CORPUS keeps what such a run has learnt. What is found is
# written to FUZZ_FINDINGS: put it into the target's inputs, so that every build tries it.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need mvn
seconds=${FUZZ_SECONDS:-}
total=${FUZZ_TOTAL:-60}
findings=${FUZZ_FINDINGS:-$work/findings}
mkdir -p "$findings"
printf '<configuration/>' >"$work/logback.xml"
cd "$root"
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test \
    >"$work/mvn.log" 2>&1 || die "the tests do not compile: $(tail -n 20 "$work/mvn.log")"
classpath=target/classes:target/test-classes:$(cat "$work/classpath")

# jazzer SECONDS OPTIONS...: 0 if nothing was found.
jazzer() {
    local seconds=$1
    shift
    timeout -k 5 $((seconds + 200)) "$java" -Xmx768m -XX:TieredStopAtLevel=1 -XX:-UseContainerSupport \
        -Dlogback.configurationFile="$work/logback.xml" -Djava.io.tmpdir="$work" -cp "$classpath" \
        com.code_intelligence.jazzer.Jazzer --target_class=dev.fasti.FuzzAll \
        --instrumentation_includes='dev.fasti.**' --reproducer_path="$findings" \
        -max_total_time="$seconds" -rss_limit_mb=3000 -timeout=40 -len_control=0 -max_len=8192 "$@" \
        >"$work/jazzer.log" 2>&1 </dev/null
}

# verdict CODE NAME
verdict() {
    local inputs
    inputs=$(sed -nE 's/^Done ([0-9]+).*/\1/p' "$work/jazzer.log")
    if [[ $1 == 0 ]]; then
        pass "$2 bears ${inputs:-some} inputs"
    else
        fail "$2 bears any input" "$(grep -vE '^(INFO|WARN|#)' "$work/jazzer.log" | tail -n 60)"
    fi
}

# fuzz CLASS METHOD
fuzz() {
    local class=$1 method=$2 inputs=() code=0 kept corpus
    kept=src/test/resources/${class//.//}Inputs/$method
    corpus=${FUZZ_CORPUS:-$work/corpus}/$class/$method
    mkdir -p "$corpus"
    [[ -d $kept ]] && inputs+=("$kept")
    FUZZ_TARGET="$class $method" jazzer "$seconds" "-artifact_prefix=$findings/$class-$method-" "$corpus" \
        "${inputs[@]}" || code=$?
    verdict "$code" "$class.$method"
}

# fuzz_all: the first octet of an input chooses among the targets.
fuzz_all() {
    local code=0
    jazzer "$total" "-artifact_prefix=$findings/all-" "$work/all" || code=$?
    verdict "$code" "each of $(wc -l <"$work/targets") targets"
}

"$java" -Djava.io.tmpdir="$work" -cp "$classpath" dev.fasti.FuzzAll "$work/all" >"$work/targets" 2>"$work/mvn.log" ||
    die "the targets are not found: $(tail -n 20 "$work/mvn.log")"
if [[ -z $seconds ]]; then
    fuzz_all
else
    while read -r class method; do
        [[ -n ${FUZZ_ONLY:-} && $class.$method != *"$FUZZ_ONLY"* ]] || fuzz "$class" "$method"
    done <"$work/targets"
fi
finish
