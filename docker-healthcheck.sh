#!/bin/sh
# Whether the server in this container answers, for Docker's HEALTHCHECK: no JVM, a few milliseconds. It asks the
# listener for operators, which speaks plain HTTP whatever clients get, and needs no login.
set -eu

port=${FASTI_ADMIN_PORT:-0}
host=${FASTI_ADMIN_HOST:-127.0.0.1}
request="GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n"
# Without that listener, that somebody listens on the clients' port has to do.
if [ "$port" = 0 ]; then
    port=${FASTI_SERVER_PORT:-5232}
    host=${FASTI_SERVER_HOST:-127.0.0.1}
    request=
fi
case $host in
    0.0.0.0 | ::) host=127.0.0.1 ;;
esac

if [ -z "$request" ]; then
    if [ -x /bin/bash ]; then
        # shellcheck disable=SC2016
        exec bash -c 'exec 3<>"/dev/tcp/$1/$2"' sh "$host" "$port"
    fi
    exec nc -z -w 4 "$host" "$port"
fi

if [ -x /bin/bash ]; then
    # shellcheck disable=SC2016
    line=$(bash -c 'exec 3<>"/dev/tcp/$1/$2" && printf "$3" >&3 && read -r -t 4 line <&3 && echo "$line"' \
        sh "$host" "$port" "$request")
else
    # shellcheck disable=SC2059
    line=$(printf "$request" | nc -w 4 "$host" "$port" | head -n 1)
fi
case $line in
    "HTTP/1."?" 200 "*) ;;
    *)
        echo "answered \"$line\""
        exit 1
        ;;
esac
