# shellcheck shell=bash
# Sourced by who measures as if in a container with little memory.

# little_memory MIB: the options that bin/fasti gives Java in a container of so many MiB, 256 at most.
little_memory() {
    local given
    # shellcheck disable=SC2016
    given=$(sed -n '/-le 256/,/^else/s/^ *set -- \(-XX.*\) "$@"$/\1/p' "${root:?}/bin/fasti" | tr '\n' ' ')
    [[ $given == *MaxRAMPercentage=40* ]] || die "bin/fasti does not say what it does with little memory"
    echo "$given-Xmx$(($1 * 40 / 100))m"
}
