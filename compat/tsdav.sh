#!/usr/bin/env bash
# tsdav (from npm) against the jar: what web calendars and automation tools built on it do all day. What it asks and
# what it has to be told stands in tsdav.mjs. Needs the npm registry, or a cache of npm's that has the packages.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly version=2.3.4

need node npm python3
# npm installs beside the nearest package.json; a script inside the folder finds the packages.
mkdir "$work/tsdav"
printf '{"private": true}\n' >"$work/tsdav/package.json"
npm install --prefix "$work/tsdav" --ignore-scripts --no-audit --no-fund --no-save --prefer-offline \
    --fetch-retries=1 --fetch-retry-mintimeout=2000 --fetch-timeout=30000 "tsdav@$version" >"$work/npm.log" 2>&1 </dev/null ||
    die "npm cannot install tsdav $version (no way to the registry?): $(tail -n 5 "$work/npm.log")"
cp "$root/compat/tsdav.mjs" "$work/tsdav/"
start_server
COMPAT_URL=$url COMPAT_USER=$user COMPAT_PASSWORD=$password take_results node "$work/tsdav/tsdav.mjs"
stop_server
finish
