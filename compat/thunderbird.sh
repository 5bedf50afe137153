#!/usr/bin/env bash
# Thunderbird itself (Debian's), without a window, against the jar: its own code finds calendars and address books, writes
# and synchronises them. What it is told to do stands in thunderbird.py.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly thunderbird=/usr/lib/thunderbird/thunderbird
# What is called are Thunderbird's own modules, which another release may name in another way.
readonly known_release=153
readonly home=$work/home

need "$thunderbird" python3
start_server
mkdir -p "$home/profile"
release=$(HOME=$home "$thunderbird" --version | grep -oE '[0-9]+' | head -n 1)
if [[ $release != "$known_release" ]]; then
    pass "Thunderbird $release is not $known_release, which the script knows how to drive: nothing was tried"
    stop_server
    finish
fi
# What somebody else shares, to be read alone.
"$java" -jar "$jar" user add carol --data "$data" <<<"$password" >"$work/carol.log" 2>&1
assert_equal "somebody else makes a calendar" 201 "$(user=carol dav_status MKCALENDAR /carol/work/)"
assert_runs "and shares it" "$java" -jar "$jar" share add --read carol/work "$user" --data "$data"
cat >"$home/profile/user.js" <<'END'
user_pref("marionette.port", 0);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mail.shell.checkDefaultClient", false);
user_pref("network.proxy.type", 0);
user_pref("toolkit.telemetry.enabled", false);
END
HOME=$home COMPAT_URL=$url COMPAT_USER=$user COMPAT_PASSWORD=$password PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 TZ=UTC \
    take_results timeout -k 10 240 python3 "$root/compat/thunderbird.py" "$thunderbird" "$home/profile"
assert_runs "Thunderbird ends" ended "$home"
stop_server
finish
