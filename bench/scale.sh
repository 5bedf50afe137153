#!/usr/bin/env bash
# Measures a node with many users: each calendar visited once, then any, then a few again and again, under -Xmx256m.
#
#   bench/scale.sh [USERS [COLLECTIONS [ITEMS]]]      1000 5 1000 if not said; BENCH_JAVA_OPTS is the server's
#
# The calendars share their files by hard links: a folder for 5,000,000 items is made in minutes and takes little room.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

users=${1:-1000}
collections=${2:-5}
items=${3:-1000}
read -r -a options <<<"${BENCH_JAVA_OPTS:--Xmx256m -XX:+UseSerialGC}"
port=$(free_port)
python3 "$root/bench/fill.py" --users "$folders/scale/collection-root" "$users" "$collections" "$items"
export FASTI_AUTH_TYPE=none
start_fasti scale "$jar" "$port" "${options[@]}"
load Scale "http://127.0.0.1:$port/" "${servers[0]}" "$users" "$collections" "$items" 8
