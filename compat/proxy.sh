#!/usr/bin/env bash
# Behind Debian's nginx, with the block of docs/deploy/proxy.md as it stands there but for ports and certificate: a path
# in front, TLS at nginx, MOVE and COPY by the public name, a large PUT, 100 requests at once.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need curl openssl nginx keytool

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext "subjectAltName=DNS:localhost" -keyout "$work/nginx.key" -out "$work/nginx.pem" 2>/dev/null
export FASTI_SERVER_TRUSTED_PROXIES=127.0.0.1 FASTI_LOGGING_ACCESS=true
start_server
inside=$url
public=$(free_port)
{
    printf '%s\n' "pid $work/nginx.pid;" "error_log $work/nginx-error.log;" "worker_processes 1;" \
        "events { worker_connections 512; }" "http {" "access_log off;"
    for kind in client_body proxy fastcgi uwsgi scgi; do
        printf '%s\n' "${kind}_temp_path $work/nginx-$kind;"
    done
    awk '/^<!-- nginx -->/ { wanted = 1 } wanted && /^```$/ { exit } inside { print } wanted && /^```nginx/ { inside = 1 }' \
        "$root/docs/deploy/proxy.md" | sed "s|listen 443|listen 127.0.0.1:$public|; s|/etc/ssl/cal.example.org|$work/nginx|
            s|cal.example.org|localhost|; s|http://127.0.0.1:5232|$inside|"
    printf '}\n'
} >"$work/nginx.conf"
assert_runs "nginx takes the block of the documentation" nginx -t -e "$work/nginx-error.log" -c "$work/nginx.conf"
nginx -e "$work/nginx-error.log" -c "$work/nginx.conf" -g 'daemon off;' >/dev/null 2>&1 &
nginx_pid=$!
trap 'kill "$nginx_pid" 2>/dev/null || true; clean_up' EXIT
url=https://localhost:$public
export CURL_CA_BUNDLE=$work/nginx.pem
for _ in {1..100}; do
    [[ $(dav_status OPTIONS /dav/ 2>/dev/null || true) != 200 ]] || break
    sleep 0.1
done

home=/dav/$user
assert_equal "well-known leads to the path" "301 $url/dav/" \
    "$(dav GET /.well-known/caldav -o /dev/null -w '%{http_code} %{redirect_url}')"
listing=$(dav PROPFIND "$home/" -H 'Depth: 1')
assert_contains "every href has the path in front" "<href>$home/calendar/</href>" "${listing//D:href/href}"
assert_lacks "and none is without" ">/$user/" "$listing"
assert_equal "Depth infinity arrives as such" 403 "$(dav_status PROPFIND "$home/" -H 'Depth: infinity')"
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >"$work/a.ics"
assert_equal "PUT" 201 "$(dav_status PUT "$home/calendar/a%20%C3%BC.ics" --data-binary "@$work/a.ics" -H 'Content-Type: text/calendar')"
assert_equal "MOVE by the public name" 201 \
    "$(dav_status MOVE "$home/calendar/a%20%C3%BC.ics" -H "Destination: $url$home/calendar/b.ics")"
assert_equal "GET after it" 200 "$(dav_status GET "$home/calendar/b.ics")"
dav MKCOL "$home/files/" -o /dev/null
head -c 9000000 /dev/urandom >"$work/large"
assert_equal "a large PUT" 201 "$(dav_status PUT "$home/files/large" -T "$work/large")"
assert_equal "COPY by the public name" 201 \
    "$(dav_status COPY "$home/files/large" -H "Destination: $url$home/files/copy" -H 'Overwrite: F')"
dav GET "$home/files/copy" -o "$work/back"
assert_runs "and the same back" cmp "$work/large" "$work/back"
assert_equal "a Destination elsewhere" 502 \
    "$(dav_status MOVE "$home/files/copy" -H "Destination: https://elsewhere.example$home/files/d")"
many=()
for i in {1..100}; do
    many+=(-o "$work/many" "$url$home/calendar/b.ics?$i")
done
assert_equal "100 requests at once" "100 200" "$(curl -sS -Z --parallel-max 100 -u "$user:$password" \
    -w '%{http_code}\n' "${many[@]}" | sort | uniq -c | sed 's/^ *//')"
printf '%s\n' "$password" >"$work/password"
keytool -importcert -noprompt -alias nginx -file "$work/nginx.pem" -storetype PKCS12 -storepass changeit \
    -keystore "$work/trust.p12" 2>/dev/null
report=$("$java" -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStore="$work/trust.p12" \
    -Djavax.net.ssl.trustStorePassword=changeit -jar "$jar" doctor --data "$data" --url "$url/dav/" --user "$user" <"$work/password" 2>&1 || true)
assert_lacks "fasti doctor finds no failure through it" "fail  " "$report"
assert_contains "and has looked at what a proxy does" "proxy" "$report"
id=$(dav OPTIONS /dav/ -o /dev/null -D - | tr -d '\r' | sed -n 's/^x-request-id: //Ip')
assert_contains "nginx' id of a request is in our log" "$id" "$(cat "$work/server.log")"
assert_equal "and is 32 digits" 32 "${#id}"
kill "$nginx_pid"
stop_server
finish
