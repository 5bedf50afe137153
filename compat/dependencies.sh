#!/usr/bin/env bash
# What the jar is made of is what docs/dependencies.md says: each library listed, new enough, under a licence that goes
# with ours, and no class in two of them.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need python3
[[ -f $jar ]] || die "$jar is missing: build it first"
take_results python3 "$root/compat/dependencies.py" "$jar" "$root/docs/dependencies.md" "$root"/target/fasti/lib/*.jar
finish
