#!/usr/bin/env bash
# shellcheck shell=bash disable=SC2154,SC2034
# A Debian in a folder, started by its own systemd: processes, mounts, control group and name of its own; the network is
# this machine's. Sourced by who has its mounts to itself already (own_mounts of containers.sh).

booted_pid=
boot_group=

# boot ROOT: false, with the reason in $unbooted, where this machine does not let one.
boot() {
    unbooted=
    mkdir -p "$work/cgroup"
    if ! mountpoint -q "$work/cgroup" && ! mount -t cgroup2 cgroup2 "$work/cgroup" 2>/dev/null; then
        unbooted="no control groups (version 2) can be mounted"
        return 1
    fi
    boot_group=$work/cgroup/fasti-boot.$$
    if ! mkdir "$boot_group" 2>/dev/null; then
        unbooted="no control group can be made"
        boot_group=
        return 1
    fi
    (
        echo "$BASHPID" >"$boot_group/cgroup.procs" || exit
        exec unshare --mount --propagation private --pid --fork --kill-child --uts --ipc --cgroup \
            "$root/compat/boot.sh" "$1"
    ) >"$work/boot.log" 2>&1 </dev/null &
    boot_unshare=$!
    for _ in {1..600}; do
        booted_pid=$(cat "/proc/$boot_unshare/task/$boot_unshare/children" 2>/dev/null || true)
        booted_pid=${booted_pid%% *}
        [[ -z $booted_pid || -z $(booted systemctl list-units --no-legend 2>/dev/null || true) ]] || return 0
        kill -0 "$boot_unshare" 2>/dev/null || break
        sleep 0.1
    done
    unbooted="systemd does not come up: $(tail -n 3 "$work/boot.log")"
    shut_down
    return 1
}

# booted COMMAND...: runs it there.
booted() {
    nsenter --target "$booted_pid" --mount --pid --uts --ipc --cgroup --root --wd=/ env -i \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root "$@" </dev/null
}

# shut_down: at once; what has been there ends with its first process.
shut_down() {
    if [[ -n $booted_pid ]]; then
        kill -KILL "$booted_pid" 2>/dev/null || true
        wait "$boot_unshare" 2>/dev/null || true
        booted_pid=
    fi
    if [[ -n $boot_group ]]; then
        for _ in {1..100}; do
            ! find "$boot_group" -depth -type d -exec rmdir {} + 2>/dev/null || break
            sleep 0.1
        done
        boot_group=
    fi
    umount "$work/cgroup" 2>/dev/null || true
}

# become_first ROOT: in the new namespaces; gives the folder what systemd wants to find, and becomes it.
become_first() {
    local root=$1 device
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    # What is the whole machine's stays as it is.
    mount --bind -o ro "$root/proc/sys" "$root/proc/sys"
    mount -o remount,bind,ro "$root/proc/sys"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
    mount -t tmpfs -o mode=755 tmpfs "$root/run"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    mkdir "$root/dev/shm" "$root/dev/pts"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
    for device in null zero full random urandom tty; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    ln -s /proc/self/fd "$root/dev/fd"
    mkdir -p "$root/mnt/before"
    cd "$root"
    pivot_root . mnt/before
    umount -l /mnt/before
    exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        /lib/systemd/systemd --system --log-target=journal --show-status=no
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -euo pipefail
    become_first "$1"
fi
