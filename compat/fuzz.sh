#!/usr/bin/env bash
# Looks for octets that a parser does not bear: Jazzer on every @FuzzTest, for FUZZ_SECONDS each (default 2), from the
# inputs that are kept in src/test/resources/…Inputs. FUZZ_ONLY chooses targets by a part of their names. What is found
# is written to FUZZ_FINDINGS: put it into the target's inputs, so that every build tries it.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need mvn
seconds=${FUZZ_SECONDS:-2}
findings=${FUZZ_FINDINGS:-$work/findings}
mkdir -p "$findings"
cd "$root"
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test \
    >"$work/mvn.log" 2>&1 || die "the tests do not compile: $(tail -n 20 "$work/mvn.log")"
classpath=target/classes:target/test-classes:$(cat "$work/classpath")

# targets: "class method", a line each.
targets() {
    local file class
    while IFS= read -r file; do
        class=${file#src/test/java/}
        class=${class%.java}
        awk -v class="${class//\//.}" '
            /@FuzzTest/ { next_method = 1; next }
            next_method && match($0, /void [A-Za-z0-9_]+\(/) {
                print class, substr($0, RSTART + 5, RLENGTH - 6)
                next_method = 0
            }' "$file"
    done < <(find src/test/java -name '*.java' -exec grep -l '@FuzzTest' {} + | sort)
}

# fuzz CLASS METHOD
fuzz() {
    local class=$1 method=$2 inputs=() code=0 kept corpus
    kept=src/test/resources/${class//.//}Inputs/$method
    corpus=$work/corpus/$class/$method
    mkdir -p "$corpus"
    [[ -d $kept ]] && inputs+=("$kept")
    timeout -k 5 $((seconds + 60)) "$java" -Xmx768m -XX:-UseContainerSupport -cp "$classpath" \
        com.code_intelligence.jazzer.Jazzer --target_class="$class" --target_method="$method" \
        --instrumentation_includes='dev.fasti.**' --reproducer_path="$findings" "-artifact_prefix=$findings/$class-$method-" \
        -max_total_time="$seconds" -rss_limit_mb=3000 -timeout=20 "$corpus" "${inputs[@]}" >"$work/jazzer.log" 2>&1 </dev/null || code=$?
    if [[ $code == 0 ]]; then
        pass "$class.$method bears $(grep -oE 'Done [0-9]+' "$work/jazzer.log" | grep -oE '[0-9]+' || echo some) inputs"
    else
        fail "$class.$method bears any input" "$(grep -vE '^(INFO|WARN|#)' "$work/jazzer.log" | tail -n 40)"
    fi
}

while read -r class method; do
    [[ -n ${FUZZ_ONLY:-} && $class.$method != *"$FUZZ_ONLY"* ]] || fuzz "$class" "$method"
done < <(targets)
finish
