#!/usr/bin/env bash
# The Debian package in a Debian of its own: installs with what it depends on, serves as the unit says, is upgraded with
# a changed configuration kept, removed, and purged but for the calendars. And what systemd thinks of the unit, and, where
# it can be started here, what it does with it.

# shellcheck disable=SC2317 # what is called by a trap
# shellcheck source-path=SCRIPTDIR source=containers.sh
. "$(dirname "${BASH_SOURCE[0]}")/containers.sh"
# shellcheck source=boot.sh
. "$(dirname "${BASH_SOURCE[0]}")/boot.sh"

debian=$work/debian
deb=$work/fasti.deb

leave() {
    [[ -z $server_pid ]] || kill -KILL "$server_pid" 2>/dev/null || true
    server_pid=
    shut_down
    umount "$debian/proc" 2>/dev/null || true
    clean_up
}
trap leave EXIT

into=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root
    chroot "$debian")

inside() {
    "${into[@]}" "$@"
}

build() {
    (cd "$root" && mvn -q -B -Pdist -Dmaven.test.skip=true package) >"$work/build.log" 2>&1 ||
        die "the package cannot be built: $(tail -n 20 "$work/build.log")"
    cp "$root"/target/fasti_*.deb "$deb"
}

# The same content under a higher number.
newer_deb() {
    mkdir "$work/newer"
    dpkg-deb -R "$deb" "$work/newer"
    sed -i 's/^Version: .*/Version: 99.0/' "$work/newer/DEBIAN/control"
    printf '# A key that came with 99.0.\n' >>"$work/newer/etc/fasti/fasti.toml"
    dpkg-deb --root-owner-group -Zgzip -b "$work/newer" "$debian/newer.deb" >/dev/null
}

debian() {
    mkdir "$debian"
    tar -xf "$(debian_base)" -C "$debian"
    mount -t proc proc "$debian/proc"
    cp "$deb" "$debian/fasti.deb"
    # What Java's packages put into manual pages' places would need the folders that a minimal Debian lacks.
    mkdir -p "$debian/usr/share/man/man1"
    inside apt-get -q update >"$work/apt.log" 2>&1 || die "apt-get update: $(tail -n 5 "$work/apt.log")"
}

# serves MESSAGE: the unit's own command, as its user, with its environment.
serves() {
    local port command
    port=$(free_port)
    url=http://127.0.0.1:$port
    command=$(sed -n 's/^ExecStart=//p' "$debian/usr/lib/systemd/system/fasti.service")
    # No function in between: $! has to be the server.
    # shellcheck disable=SC2086
    "${into[@]}" setpriv --reuid fasti --regid fasti --init-groups --no-new-privs --bounding-set -all -- env \
        FASTI_SERVER_PORT="$port" CACHE_DIRECTORY=/var/cache/fasti $command >"$work/server.log" 2>&1 &
    server_pid=$!
    for _ in {1..300}; do
        ! curl -s -o /dev/null --max-time 2 "$url/" || break
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    assert_equal "$1" 207 "$(dav_status PROPFIND "/$user/" -H 'Depth: 0' || true)"
}

install() {
    assert_runs "apt installs it with what it depends on" inside apt-get -q -y --no-install-recommends install /fasti.deb
    assert_equal "it made its user" fasti "$(inside id -un fasti 2>&1)"
    assert_equal "its folder is its own" "fasti 750" "$(inside stat -c '%U %a' /var/lib/fasti)"
    assert_equal "an archive of classes was made for this Java" yes \
        "$([[ -s $debian/var/cache/fasti/fasti.jsa ]] && echo yes)"
    assert_equal "the service is enabled" yes \
        "$([[ -L $debian/etc/systemd/system/multi-user.target.wants/fasti.service ]] && echo yes)"
    assert_equal "the configuration is right" 0 "$(inside fasti check-config >/dev/null 2>&1; echo $?)"
    # shellcheck disable=SC2016
    assert_equal "bash completes its commands where it looks for it" user \
        "$(inside bash -c '. /usr/share/bash-completion/completions/fasti
            COMP_WORDS=(fasti use) COMP_CWORD=1
            "$(complete -p fasti | sed "s/.*-F \([^ ]*\) .*/\1/")" && echo "${COMPREPLY[*]}"' 2>&1)"
    assert_contains "fasti user add works as root" "user $user added" \
        "$(printf '%s\n' "$password" | inside fasti user add "$user" 2>&1)"
    assert_equal "what it wrote is the service's" fasti "$(inside stat -c %U /var/lib/fasti/fasti/users)"
    serves "the unit's command serves"
    assert_contains "fasti status finds it" "$url" "$(inside fasti status 2>&1)"
    assert_equal "an item is stored" 201 "$(printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\nFN:A\r\nN:A;;;;\r\nEND:VCARD\r\n' |
        dav_status PUT "/$user/contacts/a.vcf" -H 'Content-Type: text/vcard' --data-binary @-)"
    stop_server
}

upgrade() {
    newer_deb
    sed -i 's/^realm = .*/realm = "Changed here"/' "$debian/etc/fasti/fasti.toml"
    assert_runs "it is upgraded" inside dpkg --force-confdef --force-confold -i /newer.deb
    assert_contains "the changed configuration is kept" "Changed here" "$(cat "$debian/etc/fasti/fasti.toml")"
    serves "and serves"
    assert_contains "with what was stored" "FN:A" "$(dav GET "/$user/contacts/a.vcf")"
    assert_contains "and the changed configuration" "Changed here" "$(curl -s -i "$url/")"
    stop_server
}

# service: the unit under a systemd of its own.
service() {
    local port process
    port=$(free_port)
    url=http://127.0.0.1:$port
    assert_runs "systemd is installed" inside apt-get -q -y --no-install-recommends install systemd
    printf 'FASTI_SERVER_PORT=%s\n' "$port" >"$debian/etc/default/fasti"
    # Whether this machine lets a service be shut in at all.
    printf '[Service]\nType=oneshot\nExecStart=/bin/true\n%s\n' "PrivateUsers=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectProc=invisible
NoNewPrivileges=yes
SystemCallFilter=@system-service" >"$debian/etc/systemd/system/shut-in.service"
    if boot "$debian" && ! booted systemctl start shut-in; then
        unbooted="no service can be shut in"
        shut_down
    fi
    rm -f "$debian/etc/systemd/system/shut-in.service"
    if [[ -n $unbooted ]]; then
        printf '  note the unit is not tried under systemd: %s\n' "$unbooted"
        rm -f "$debian/etc/default/fasti"
        return
    fi
    lets_in "systemd starts it when the machine starts"
    assert_equal "it is active" active "$(booted systemctl is-active fasti)"
    assert_contains "its log is in the journal" "Fasti is at" "$(booted journalctl -u fasti -o cat)"
    process=$(main_process)
    assert_equal "it has no rights beyond its user's, and gets none" "0000000000000000 1 2" \
        "$(awk '/^(CapEff|NoNewPrivs|Seccomp):/ { print $2 }' "/proc/$process/status" | paste -sd ' ')"
    assert_equal "its user is fasti" "$(inside id -u fasti)" "$(booted stat -c %u "/proc/$(main_pid)")"
    assert_equal "it can write in its two folders, and nowhere else" "/var/lib/fasti /var/cache/fasti" \
        "$(writable "$process" /var/lib/fasti /var/cache/fasti /var/lib /etc/fasti /usr/lib/fasti /root /boot)"
    kill -KILL "$process"
    while [[ -d /proc/$process ]]; do
        sleep 0.1
    done
    lets_in "killed, it is started again"
    assert_equal "by systemd" 1 "$(property NRestarts)"
    assert_contains "with all that was stored" "FN:A" "$(dav GET "/$user/contacts/a.vcf")"
    process=$(main_pid)
    assert_runs "it is upgraded while it runs" booted dpkg -i /newer.deb
    lets_in "and serves again"
    assert_equal "as another process" yes "$([[ $(main_pid) != "$process" ]] && echo yes)"
    assert_runs "it is stopped" booted systemctl stop fasti
    assert_equal "which is no failure" "success inactive" "$(property Result) $(property ActiveState)"
    printf 'FASTI_SERVER_PROT=1\n' >>"$debian/etc/default/fasti"
    booted systemctl start fasti || true
    for _ in {1..600}; do
        [[ $(property ActiveState) != failed ]] || break
        sleep 0.1
    done
    assert_equal "a wrong configuration ends it, and it is not tried again" "failed 78 0" \
        "$(property ActiveState) $(property ExecMainStatus) $(property NRestarts)"
    sed -i '/PROT/d' "$debian/etc/default/fasti"
    assert_runs "put right, it is started" booted systemctl start fasti
    lets_in "and serves"
    low_port
    assert_runs "it is removed while it runs" booted dpkg -r fasti
    assert_equal "which stops it" inactive "$(booted systemctl is-active fasti || true)"
    shut_down
    rm -f "$debian/etc/default/fasti"
    assert_runs "it is installed again" inside dpkg -i /newer.deb
}

# low_port: as docs/install.md says.
low_port() {
    local port=$((600 + RANDOM % 400)) drop_in=$debian/etc/systemd/system/fasti.service.d
    while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        port=$((600 + RANDOM % 400))
    done
    mkdir -p "$drop_in"
    sed -n '/^<!-- low port -->$/,/^```$/p' "$root/docs/install.md" | sed '/^<!--/d; /^```/d' >"$drop_in/port.conf"
    sed -i "s/^FASTI_SERVER_PORT=.*/FASTI_SERVER_PORT=$port/" "$debian/etc/default/fasti"
    url=http://127.0.0.1:$port
    booted systemctl daemon-reload
    # Not one of the five starts that it may have in five minutes.
    booted systemctl reset-failed fasti
    assert_runs "with what the document says it is started on a low port" booted systemctl restart fasti
    lets_in "and serves there"
    rm -r "$drop_in"
}

# writable PROCESS FOLDER...: those in which root could write as that process sees them.
writable() {
    local process=$1 folder
    shift
    for folder in "$@"; do
        # shellcheck disable=SC2016
        ! nsenter -t "$process" -m -r sh -c 'touch "$1/probe" && rm "$1/probe"' sh "$folder" 2>/dev/null || echo "$folder"
    done | paste -sd ' '
}

# lets_in MESSAGE: within a minute.
lets_in() {
    local got=
    for _ in {1..600}; do
        got=$(dav_status PROPFIND "/$user/" -H 'Depth: 0' 2>/dev/null || true)
        [[ $got != 207 ]] || { pass "$1"; return; }
        sleep 0.1
    done
    fail "$1" "the last answer was $got"$'\n'"$(booted journalctl -b --no-pager -n 30 2>&1)"
}

property() { # NAME: what systemd says of the service
    booted systemctl show --property "$1" --value fasti
}

main_pid() { # there
    property MainPID
}

main_process() { # here
    head -n 1 "$boot_group/system.slice/fasti.service/cgroup.procs"
}

remove() {
    assert_runs "it is removed" inside dpkg -r fasti
    assert_equal "the configuration stays" yes "$([[ -f $debian/etc/fasti/fasti.toml ]] && echo yes)"
    assert_equal "the archive goes" "" "$(ls "$debian/var/cache/fasti" 2>/dev/null)"
    assert_runs "it is purged" inside dpkg -P fasti
    assert_contains "which tells what it leaves" "are left there" "$output"
    assert_equal "the calendars and contacts" yes \
        "$([[ -s $debian/var/lib/fasti/collection-root/$user/contacts/a.vcf ]] && echo yes)"
    assert_equal "nothing else" "" "$(find "$debian"/etc "$debian"/usr "$debian"/var/cache -name '*fasti*' | sort)"
    rm -rf "$debian/var/lib/fasti"
    assert_runs "it is installed again" inside dpkg -i /fasti.deb
    rm -rf "$debian/var/lib/fasti/"*
    assert_runs "and purged without data" inside dpkg -P fasti
    assert_equal "nothing is left, the user neither" "" \
        "$(find "$debian"/etc "$debian"/usr "$debian"/var -name '*fasti*' | sort)$(grep fasti "$debian/etc/passwd")"
}

systemd() {
    local unit=$root/packaging/systemd/fasti.service exposure
    sed 's|^ExecStart=.*|ExecStart=/bin/true|' "$unit" >"$work/fasti.service"
    assert_runs "systemd understands the unit" systemd-analyze verify --man=no "$work/fasti.service"
    assert_equal "and has nothing to say about it" "" "$output"
    assert_runs "its exposure is at most 1.5" systemd-analyze security --offline=yes --threshold=15 "$work/fasti.service"
    exposure=$(sed -n 's/^→ Overall exposure level for .*: \([0-9.]*\) .*/\1/p' <<<"$output")
    printf '  note exposure %s\n' "$exposure"
    assert_runs "systemd-sysusers understands the user" systemd-sysusers --dry-run "$root/packaging/systemd/fasti.sysusers"
}

[[ -n ${own_mounts_done:-} ]] || own_mounts env own_mounts_done=1 "$0" "$@"
need mvn mmdebstrap dpkg-deb systemd-analyze curl
systemd
build
debian
install
upgrade
service
remove
finish
