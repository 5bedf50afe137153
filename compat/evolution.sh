#!/usr/bin/env bash
# Evolution's own engine (Debian's evolution-data-server), which GNOME's Calendar and Contacts have, too, against the jar:
# it finds the collections by itself; events, tasks and contacts go there and back. What it does stands in evolution.py.

# shellcheck disable=SC2317 # functions are run by name
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Debian's own, whatever python3 comes first in PATH.
readonly python=/usr/bin/python3
readonly home=$work/home

# evolution COMMAND...: in a session of its own, with a file for its passwords instead of a keyring.
evolution() {
    env -u XDG_CONFIG_HOME -u XDG_CACHE_HOME -u XDG_DATA_HOME -u DISPLAY -u WAYLAND_DISPLAY \
        HOME="$home" XDG_RUNTIME_DIR="$home/run" GSETTINGS_BACKEND=memory GIO_USE_PROXY_RESOLVER=dummy LC_ALL=C.UTF-8 TZ=UTC \
        SECRET_BACKEND=file SECRET_FILE_TEST_PATH="$home/passwords" SECRET_FILE_TEST_PASSWORD=none \
        COMPAT_URL="$url" COMPAT_USER="$user" COMPAT_PASSWORD="$password" PYTHONDONTWRITEBYTECODE=1 \
        dbus-run-session -- timeout -k 10 240 "$python" "$root/compat/evolution.py" "$@"
}

need dbus-run-session "$python" python3
"$python" - <<'END' 2>/dev/null || die "evolution-data-server or its bindings for Python are not installed"
import gi

gi.require_version("EBook", "1.2")
gi.require_version("ECal", "2.0")
END
start_server
mkdir -p "$home/.config/evolution/sources"
mkdir -m 700 "$home/run"
cat >"$home/.config/evolution/sources/fasti.source" <<END
[Data Source]
DisplayName=Fasti
Enabled=true
[Authentication]
Host=127.0.0.1
Port=${url##*:}
User=$user
Method=plain/password
[Collection]
BackendName=webdav
CalendarUrl=$url/
ContactsUrl=$url/
Identity=$user
[Security]
Method=none
END
# A session reads the passwords once, when it starts.
assert_runs "the password is kept" evolution password
assert_runs "a session ends" ended "$home"
take_results evolution everything
assert_runs "the other one, too" ended "$home"
stop_server
finish
