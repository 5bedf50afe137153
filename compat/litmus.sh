#!/usr/bin/env bash
# Debian's litmus against a plain folder: all five suites pass wholly; no test may be skipped.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

suites=(basic copymove props locks http)

# check_suite NAME: runs one suite and reads its summary lines.
check_suite() {
    local suite=$1 log=$work/$1.log summary
    TESTS=$suite litmus "$url/$user/litmus/" "$user" "$password" >"$log" 2>&1 </dev/null || true
    # litmus redraws its lines: only what stands after the last carriage return is what a terminal shows.
    sed -i 's/.*\r//' "$log"
    grep -E 'WARNING|FAIL|SKIPPED' "$log" | sed "s/^/       $suite: /" || true
    summary=$(grep -E "^<- summary for .$suite" "$log" || true)
    if [[ $summary =~ of\ ([0-9]+)\ tests\ run:\ ([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
        local run=${BASH_REMATCH[1]} good=${BASH_REMATCH[2]} bad=${BASH_REMATCH[3]}
        if [[ $run -gt 0 && $run == "$good" && $bad == 0 ]] && ! grep -qE 'skipped|SKIPPED' "$log"; then
            pass "litmus $suite: $good of $run tests passed"
            return
        fi
    fi
    fail "litmus $suite passes wholly" "$(cat "$log")"
}

need litmus
start_server
assert_equal "a plain folder is made by MKCOL" 201 "$(dav_status MKCOL "/$user/litmus/")"
cd "$work"
for suite in "${suites[@]}"; do
    check_suite "$suite"
done
assert_equal "the folder is removed" 204 "$(dav_status DELETE "/$user/litmus/")"
stop_server
finish
