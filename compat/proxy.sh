#!/usr/bin/env bash
# Behind Debian's nginx, Caddy and Apache, each with its blocks of docs/deploy/proxy.md as they stand there but for names,
# ports and certificate: a path in front, TLS at the proxy, every method, MOVE and COPY by the public name, large bodies,
# 100 requests at once, the client's address in the log, logins at the proxy. Traefik's block is read.

# shellcheck disable=SC2317 # the configurations are called by name
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need curl openssl nginx caddy apache2 keytool python3

proxies=(nginx caddy apache)
proxy_pids=()
declare -A ports login_ports
trap 'kill "${proxy_pids[@]}" 2>/dev/null || true; clean_up' EXIT

# block MARK: what stands in the documentation under a mark.
block() {
    awk -v mark="<!-- $1 -->" '$0 == mark { wanted = 1 } wanted && /^```$/ { exit } inside { print } wanted && /^```[a-z]/ { inside = 1 }' \
        "$root/docs/deploy/proxy.md"
}

# with_login MARK LINE: the block of that mark, and that of its login after the line.
with_login() {
    block "$1-login" | sed "s|/etc/fasti/proxy-users|$work/proxy-users|; s|alice HASH|$hash|" >"$work/login"
    block "$1" | sed "/$2/r $work/login"
}

# here PORT: what is different on this machine.
here() {
    sed "s|listen 443|listen 127.0.0.1:$1|; s|\*:443|*:$1|; s|/etc/ssl/cal.example.org|$work/proxy|
        s|^cal.example.org {|https://localhost:$1 {\n    tls $work/proxy.pem $work/proxy.key|
        s|cal.example.org|localhost|; s|127.0.0.1:5232|${url#http://}|"
}

nginx_config() {
    printf '%s\n' "pid $work/nginx.pid;" "error_log $work/nginx-error.log;" "worker_processes 1;" \
        "events { worker_connections 512; }" "http {" "access_log off;" "gzip on;" "gzip_types *;" "gzip_min_length 1;" \
        "gzip_proxied any;"
    local kind
    for kind in client_body proxy fastcgi uwsgi scgi; do
        printf '%s\n' "${kind}_temp_path $work/nginx-$kind;"
    done
    block nginx | here "${ports[nginx]}"
    with_login nginx 'location .dav. {' | here "${login_ports[nginx]}"
    printf '}\n'
}

caddy_config() {
    printf '{\n    admin off\n    auto_https disable_redirects\n    default_sni localhost\n    skip_install_trust\n}\n'
    block caddy | sed '/handle .dav/i encode gzip {\nminimum_length 1\n}' | here "${ports[caddy]}"
    with_login caddy 'handle .dav' | here "${login_ports[caddy]}"
}

apache_config() {
    local module
    for module in mpm_event authn_core authn_file authz_core authz_user auth_basic alias headers socache_shmcb ssl proxy \
        proxy_http filter deflate; do
        printf 'LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n' "$module" "$module"
    done
    printf '%s\n' "ServerRoot $work" "DefaultRuntimeDir $work" "PidFile $work/apache.pid" "ErrorLog $work/apache-error.log" \
        "ServerName localhost" "User www-data" "Group www-data" "Listen 127.0.0.1:${ports[apache]}" \
        "Listen 127.0.0.1:${login_ports[apache]}" "SetOutputFilter DEFLATE"
    block apache | here "${ports[apache]}"
    with_login apache 'ServerName' | here "${login_ports[apache]}"
}

start_proxies() {
    local proxy
    for proxy in "${proxies[@]}"; do
        ports[$proxy]=$(free_port)
        login_ports[$proxy]=$(free_port)
        "${proxy}_config" >"$work/$proxy.conf"
    done
    export CURL_CA_BUNDLE=$work/proxy.pem XDG_DATA_HOME=$work/caddy XDG_CONFIG_HOME=$work/caddy
    assert_runs "nginx takes the blocks of the documentation" nginx -t -e "$work/nginx-error.log" -c "$work/nginx.conf"
    assert_runs "Caddy takes them" caddy validate --adapter caddyfile --config "$work/caddy.conf"
    assert_runs "Apache takes them" apache2 -t -f "$work/apache.conf"
    nginx -e "$work/nginx-error.log" -c "$work/nginx.conf" -g 'daemon off;' >/dev/null 2>&1 &
    proxy_pids+=($!)
    caddy run --adapter caddyfile --config "$work/caddy.conf" >"$work/caddy.log" 2>&1 &
    proxy_pids+=($!)
    apache2 -f "$work/apache.conf" -D FOREGROUND >"$work/apache.log" 2>&1 &
    proxy_pids+=($!)
    for proxy in "${proxies[@]}"; do
        url=https://localhost:${ports[$proxy]}
        await_proxy "$proxy"
    done
}

await_proxy() {
    for _ in {1..300}; do
        [[ $(dav_status OPTIONS /dav/ 2>/dev/null || true) != 200 ]] || return 0
        sleep 0.1
    done
    die "$1 does not answer: $(cat "$work/$1"*.log)"
}

event() { # UID
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' "$1"
}

# --- what has to hold behind each; the name of the proxy is $1, and $url is its own ---

discovery() {
    local name
    for name in caldav caldav/ carddav carddav/; do
        assert_equal "$1: well-known $name leads to the path" "301 $url/dav/" \
            "$(curl -sS -X PROPFIND -o /dev/null -w '%{http_code} %{redirect_url}' "$url/.well-known/$name")"
    done
    local listing
    listing=$(dav PROPFIND "$home/" -H 'Depth: 1')
    assert_contains "$1: every href has the path in front" "<href>$home/calendar/</href>" "${listing//D:href/href}"
    assert_lacks "$1: and none is without" ">/$user/" "$listing"
    assert_equal "$1: Depth infinity arrives as such" 403 "$(dav_status PROPFIND "$home/" -H 'Depth: infinity')"
    assert_equal "$1: who has no password is asked for one" 401 "$(curl -sS -o /dev/null -w '%{http_code}' "$url/dav/")"
}

methods() {
    local calendar=$home/$1 token tag put=(--data-binary @- -H 'Content-Type: text/calendar')
    assert_equal "$1: MKCALENDAR" 201 "$(dav_status MKCALENDAR "$calendar/")"
    assert_equal "$1: PUT" 201 "$(event a | dav_status PUT "$calendar/a%20%C3%BC+%23%25.ics" "${put[@]}")"
    assert_contains "$1: REPORT" "/a%20" "$(dav REPORT "$calendar/" -H 'Depth: 1' --data-binary \
        '<sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>')"
    assert_equal "$1: MOVE by the public name" 201 \
        "$(dav_status MOVE "$calendar/a%20%C3%BC+%23%25.ics" -H "Destination: $url$calendar/b.ics")"
    assert_equal "$1: MOVE by a path" 201 "$(dav_status MOVE "$calendar/b.ics" -H "Destination: $calendar/c.ics")"
    assert_equal "$1: a Destination elsewhere" 502 \
        "$(dav_status MOVE "$calendar/c.ics" -H "Destination: https://elsewhere.example$calendar/d.ics")"
    token=$(dav LOCK "$calendar/c.ics" -o /dev/null -D - --data-binary \
        '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>' |
        tr -d '\r' | sed -n 's/^lock-token: //Ip')
    assert_equal "$1: a lock holds" 423 "$(event a | dav_status PUT "$calendar/c.ics" "${put[@]}")"
    assert_equal "$1: the If header with its token arrives" 204 \
        "$(event a | dav_status PUT "$calendar/c.ics" "${put[@]}" -H "If: <$url$calendar/c.ics> ($token)")"
    assert_equal "$1: UNLOCK" 204 "$(dav_status UNLOCK "$calendar/c.ics" -H "Lock-Token: $token")"
    assert_equal "$1: If-None-Match" 412 \
        "$(event a | dav_status PUT "$calendar/c.ics" "${put[@]}" -H 'If-None-Match: *')"
    tag=$(dav GET "$calendar/c.ics" -H 'Accept-Encoding: gzip' -o /dev/null -D - | tr -d '\r' | sed -n 's/^etag: //Ip')
    assert_equal "$1: the tag of what was fetched is good for writing it, though the proxy compresses" 204 \
        "$(event a | dav_status PUT "$calendar/c.ics" "${put[@]}" -H "If-Match: $tag")"
    assert_equal "$1: PROPPATCH" 207 "$(dav_status PROPPATCH "$calendar/" --data-binary \
        '<propertyupdate xmlns="DAV:"><set><prop><displayname>x</displayname></prop></set></propertyupdate>')"
}

bodies() {
    local folder=$home/files-$1
    dav MKCOL "$folder/" -o /dev/null
    assert_equal "$1: a large PUT" 201 "$(dav_status PUT "$folder/large" -T "$work/large")"
    assert_equal "$1: and one of unknown length" 201 "$(dav_status PUT "$folder/piped" -T - <"$work/large")"
    assert_equal "$1: COPY by the public name" 201 \
        "$(dav_status COPY "$folder/piped" -H "Destination: $url$folder/copy" -H 'Overwrite: F')"
    assert_equal "$1: Overwrite arrives" 412 \
        "$(dav_status COPY "$folder/piped" -H "Destination: $url$folder/large" -H 'Overwrite: F')"
    dav GET "$folder/copy" -o "$work/back"
    assert_runs "$1: and the same back" cmp "$work/large" "$work/back"
}

many_at_once() {
    local many=() i
    for i in {1..100}; do
        many+=(-o "$work/many" "$url$home/$1/c.ics?$i")
    done
    assert_equal "$1: 100 requests at once" "100 200" "$(curl -sS -Z --parallel-max 100 -u "$user:$password" \
        -w '%{http_code}\n' "${many[@]}" 2>/dev/null | sort | uniq -c | sed 's/^ *//')"
}

address() {
    dav GET "$home/$1/c.ics?address" -o /dev/null --interface 127.0.0.9 -A "address-$1" \
        -H 'X-Forwarded-For: 203.0.113.7' -H 'Forwarded: for=203.0.113.8'
    assert_contains "$1: the client's address is in the log, and not what it claims" "127.0.0.9 $user GET" \
        "$(logged "address-$1")"
}

# logged TEXT: the lines of the log that hold it. A request is logged after it has been answered.
logged() {
    for _ in {1..300}; do
        ! grep -F "$1" "$work/server.log" || return 0
        sleep 0.1
    done
}

# A login at the proxy: its user, whoever the client says it is.
login() {
    local who='<propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>' answer
    assert_equal "$1: no password, no name" 401 "$(curl -sS -o /dev/null -w '%{http_code}' -H 'X-Remote-User: bob' "$url/dav/")"
    assert_equal "$1: a wrong password" 401 "$(password=wrong dav_status PROPFIND /dav/ -H 'Depth: 0')"
    answer=$(dav PROPFIND /dav/ -H 'Depth: 0' -H 'X-Remote-User: bob' --data-binary "$who")
    assert_contains "$1: the proxy's user is ours, not the one that the client claims" "/dav/principals/$user/" "$answer"
    assert_lacks "$1: nobody is somebody else" bob "$answer"
    assert_equal "$1: well-known needs no login" 301 "$(curl -sS -o /dev/null -w '%{http_code}' "$url/.well-known/caldav")"
}

doctor() {
    "$java" -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStore="$work/trust.p12" \
        -Djavax.net.ssl.trustStorePassword=changeit -jar "$jar" doctor --data "$data" --url "$url/dav/" --user "$user" \
        <"$work/password" >"$work/doctor-$1" 2>&1 || true
}

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext "subjectAltName=DNS:localhost" -keyout "$work/proxy.key" -out "$work/proxy.pem" 2>/dev/null
keytool -importcert -noprompt -alias proxy -file "$work/proxy.pem" -storetype PKCS12 -storepass changeit \
    -keystore "$work/trust.p12" 2>/dev/null
printf '%s\n' "$password" >"$work/password"
printf '%s:%s\n' "$user" "$(openssl passwd -apr1 "$password")" >"$work/proxy-users"
head -c 9000000 /dev/urandom >"$work/large"
# Proxies read their users as somebody else.
chmod 711 "$work"
export FASTI_SERVER_TRUSTED_PROXIES=127.0.0.1 FASTI_LOGGING_ACCESS=true
start_server
inside=$url
hash=$(tr : ' ' <"$data/fasti/users")
start_proxies
home=/dav/$user
doctors=()
for proxy in "${proxies[@]}"; do
    url=https://localhost:${ports[$proxy]}
    await_proxy "$proxy"
    doctor "$proxy" &
    doctors+=($!)
    discovery "$proxy"
    methods "$proxy"
    bodies "$proxy"
    many_at_once "$proxy"
    address "$proxy"
done
url=https://localhost:${ports[nginx]}
id=$(dav OPTIONS /dav/ -o /dev/null -D - | tr -d '\r' | sed -n 's/^x-request-id: //Ip')
assert_contains "nginx' id of a request is in our log" "$id" "$(logged "$id")"
assert_equal "and is 32 digits" 32 "${#id}"
wait "${doctors[@]}"
for proxy in "${proxies[@]}"; do
    assert_lacks "$proxy: fasti doctor finds no failure through it" "fail  " "$(cat "$work/doctor-$proxy")"
    assert_contains "$proxy: and has looked at what a proxy does" "proxy" "$(cat "$work/doctor-$proxy")"
done
stop_server
url=$inside
export FASTI_AUTH_TYPE=proxy
serve
for proxy in "${proxies[@]}"; do
    url=https://localhost:${login_ports[$proxy]}
    login "$proxy"
done
block traefik >"$work/traefik.yaml"
take_results python3 "$root/compat/traefik.py" "$work/traefik.yaml"
stop_server
finish
