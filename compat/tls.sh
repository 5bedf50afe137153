#!/usr/bin/env bash
# TLS and HTTP/2 as curl speaks them: version by agreement and in clear text, 16 streams at once, a certificate that is
# renewed under load without a failed request, and the port that sends on.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need curl openssl h2load

certificate() { # NAME
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1" \
        -addext "subjectAltName=IP:127.0.0.1" -keyout "$work/$1.key" -out "$work/$1.pem" 2>/dev/null
}

# version CURL-ARGUMENTS...: the HTTP version of the answer to a PROPFIND, and its status.
version() {
    dav PROPFIND / -H 'Depth: 0' --cacert "$work/both.pem" -o /dev/null -w '%{http_version} %{http_code}' "$@"
}

certificate old
certificate new
cat "$work/old.pem" "$work/new.pem" >"$work/both.pem"

start_server
assert_equal "HTTP/1.1 in clear text" "1.1 207" "$(version)"
assert_equal "HTTP/2 in clear text by prior knowledge (RFC 9113 3.3)" "2 207" "$(version --http2-prior-knowledge)"
assert_equal "an upgrade to HTTP/2 in clear text is not taken (RFC 9113 3.1)" "1.1 207" "$(version --http2)"
stop_server

cp "$work/old.pem" "$work/server.pem"
cp "$work/old.key" "$work/server.key"
plain=$(free_port)
export FASTI_TLS_CERTIFICATE=$work/server.pem FASTI_TLS_KEY=$work/server.key FASTI_TLS_REDIRECT_PORT=$plain
export FASTI_TLS_HSTS=180d
port=$(free_port)
url=https://127.0.0.1:$port
"$java" -jar "$jar" serve --data "$data" --host 127.0.0.1 --port "$port" >"$work/server.log" 2>&1 </dev/null &
server_pid=$!
for _ in {1..600}; do
    [[ $(version 2>/dev/null || true) != "2 207" ]] || break
    sleep 0.1
done
assert_equal "over TLS the version is agreed" "2 207" "$(version)"
assert_equal "over TLS 1.1 is spoken, too" "1.1 207" "$(version --http1.1)"
assert_equal "TLS 1.2 is spoken" "2 207" "$(version --tls-max 1.2)"
assert_contains "HSTS is sent (RFC 6797)" "strict-transport-security: max-age=15552000" \
    "$(dav OPTIONS / --cacert "$work/both.pem" -i)"
assert_contains "a browser is shown the URL with its scheme" "<code>$url/</code>" \
    "$(dav GET / --cacert "$work/both.pem" -H 'Accept: text/html')"
assert_equal "plain HTTP is sent on" "308 $url/a%20b" \
    "$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' "http://127.0.0.1:$plain/a%20b")"

head -c 300000 /dev/urandom >"$work/body"
dav MKCOL "/$user/files/" --cacert "$work/both.pem" -o /dev/null
dav PUT "/$user/files/x" --cacert "$work/both.pem" -T "$work/body" -o /dev/null
# Not by curl -Z, which in Debian 12 (7.88) breaks off connections of its own with several streams.
assert_contains "16 streams at once on one connection bring whole bodies" "160 succeeded, 0 failed, 0 errored" \
    "$(timeout 60 h2load -n 160 -c 1 -m 16 -H "Authorization: Basic $(printf %s "$user:$password" | base64)" "$url/$user/files/x")"

subject() {
    openssl s_client -connect "127.0.0.1:$port" </dev/null 2>/dev/null | openssl x509 -noout -subject
}
assert_contains "the first certificate is shown" old "$(subject)"
(for _ in {1..150}; do version --http1.1 || echo failed; echo; done) >"$work/load" 2>&1 &
load=$!
sleep 1
for part in pem key; do
    cp "$work/new.$part" "$work/next" && mv "$work/next" "$work/server.$part"
done
for _ in {1..150}; do
    [[ $(subject) != *new* ]] || break
    sleep 0.1
done
assert_contains "a renewed certificate is shown without a restart" new "$(subject)"
wait "$load"
assert_equal "and no request failed meanwhile" "150 1.1 207" "$(grep . "$work/load" | sort | uniq -c | sed 's/^ *//')"
assert_lacks "nor was anything wrong for the log" WARN "$(grep -v TlsContext "$work/server.log")"
sed -i '/TLS goes on with the old/d' "$work/server.log"
stop_server
finish
