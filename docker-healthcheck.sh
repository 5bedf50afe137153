#!/bin/sh
# Whether the server in this container answers, for Docker's HEALTHCHECK: no JVM, a few milliseconds.
set -eu

host=${FASTI_SERVER_HOST:-127.0.0.1}
port=${FASTI_SERVER_PORT:-5232}
case $host in
    0.0.0.0 | ::) host=127.0.0.1 ;;
esac
request="GET /.well-known/caldav HTTP/1.0\r\nHost: localhost\r\nUser-Agent: healthcheck\r\n\r\n"

# Over TLS, that somebody listens has to do.
if [ -n "${FASTI_TLS_CERTIFICATE-}" ]; then
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
    "HTTP/1."?" "[234]*) ;;
    *)
        echo "answered \"$line\""
        exit 1
        ;;
esac
