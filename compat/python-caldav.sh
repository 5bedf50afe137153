#!/usr/bin/env bash
# python-caldav (Debian's python3-caldav) against the jar: what programs written with it do all day. What it asks and
# what it has to be told stands in python_caldav.py.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Debian's own, whatever python3 comes first in PATH.
readonly python=/usr/bin/python3

need "$python" python3
"$python" -c 'import caldav' 2>/dev/null || die "python3-caldav is not installed"
start_server
COMPAT_URL=$url COMPAT_USER=$user COMPAT_PASSWORD=$password PYTHONDONTWRITEBYTECODE=1 \
    take_results "$python" -W ignore "$root/compat/python_caldav.py"
stop_server
finish
