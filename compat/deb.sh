#!/usr/bin/env bash
# The Debian package in a Debian of its own: installs with what it depends on, serves as the unit says, is upgraded with
# a changed configuration kept, removed, and purged but for the calendars. And what systemd thinks of the unit.

# shellcheck disable=SC2317 # what is called by a trap
# shellcheck source-path=SCRIPTDIR source=containers.sh
. "$(dirname "${BASH_SOURCE[0]}")/containers.sh"

debian=$work/debian
deb=$work/fasti.deb

leave() {
    [[ -z $server_pid ]] || kill -KILL "$server_pid" 2>/dev/null || true
    server_pid=
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
remove
finish
