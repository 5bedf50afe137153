# shellcheck shell=bash disable=SC2154
# A world of our own for buildah and podman: no registry, no daemon, no cgroup of systemd's, nothing left behind.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

base_image=docker.io/library/debian:bookworm-slim
build_image=docker.io/library/maven:3.9-eclipse-temurin-25

# own_mounts COMMAND...: runs it where mounts are its own, without the second cgroup hierarchy, which crun refuses.
own_mounts() {
    [[ $(id -u) == 0 ]] || die "this needs root: it builds images and runs containers"
    # shellcheck disable=SC2016
    exec unshare -m --propagation private sh -c 'umount /sys/fs/cgroup/unified 2>/dev/null; exec "$@"' sh "$@"
}

# configure_containers: everything is below $work.
configure_containers() {
    mkdir -p "$work/etc" "$work/run" "$work/storage"
    cat >"$work/etc/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$work/storage"
runroot = "$work/run"
END
    cat >"$work/etc/containers.conf" <<'END'
[containers]
netns = "host"
log_driver = "k8s-file"
default_sysctls = []
default_ulimits = ["nofile=1024:4096", "nproc=4096:4096"]
[engine]
cgroup_manager = "cgroupfs"
runtime = "crun"
events_logger = "file"
END
    printf 'unqualified-search-registries = []\n' >"$work/etc/registries.conf"
    printf '{"default": [{"type": "insecureAcceptAnything"}]}\n' >"$work/etc/policy.json"
    export CONTAINERS_STORAGE_CONF=$work/etc/storage.conf CONTAINERS_CONF=$work/etc/containers.conf \
        CONTAINERS_REGISTRIES_CONF=$work/etc/registries.conf BUILDAH_ISOLATION=chroot TMPDIR=$work
}

# debian_base: a Debian of the essential packages as a tar archive; made once in a run of CI.
debian_base() {
    need mmdebstrap
    local tar=$root/target/debian-base.tar
    if [[ ! -f $tar ]]; then
        mkdir -p "$root/target"
        mmdebstrap --quiet --variant=minbase --include=ca-certificates --format=tar bookworm "$tar.part" >&2 ||
            die "mmdebstrap made no Debian"
        mv "$tar.part" "$tar"
    fi
    printf '%s\n' "$tar"
}

# build_jdk: the home of the JDK to build with: JAVA_HOME's, else the one on the PATH.
build_jdk() {
    local home=${JAVA_HOME:-}
    [[ -n $home ]] || home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    [[ -x $home/bin/jlink ]] || die "no JDK with jlink is here: install one, or set JAVA_HOME"
    readlink -f "$home"
}

# make_bases: what the Dockerfile's FROM lines name: a plain Debian, once as it is, once as the one that builds. The
# JDK and Maven of this machine are mounted when it does.
make_bases() {
    local container
    container=$(buildah from scratch)
    buildah add -q "$container" "$(debian_base)" >/dev/null
    buildah config --cmd bash "$container"
    buildah commit -q "$container" "$base_image" >/dev/null
    buildah config --env JAVA_HOME=/opt/java/openjdk \
        --env PATH=/opt/java/openjdk/bin:/usr/share/maven/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
    buildah commit -q "$container" "$build_image" >/dev/null
    buildah rm "$container" >/dev/null
}

# build_image_of_fasti TAG: by the real Dockerfile.
build_image_of_fasti() {
    local jdk mount mounts=()
    jdk=$(build_jdk)
    # What the files of Debian's packages are links to is elsewhere.
    for mount in /usr/share/maven /usr/share/java /etc/maven /etc/ssl/certs/java /etc/java-*-openjdk; do
        [[ ! -e $mount ]] || mounts+=(-v "$mount:$mount:ro")
    done
    mkdir -p "$HOME/.m2"
    "$jdk/bin/jlink" --help | grep -q zip- || mounts+=(--build-arg JLINK_COMPRESS=2)
    buildah build --pull-never --format docker -t "$1" --build-arg BUILD_IMAGE="$build_image" \
        --build-arg BASE_IMAGE="$base_image" -v "$jdk:/opt/java/openjdk:ro" -v "$HOME/.m2:/root/.m2" "${mounts[@]}" \
        "$root" >"$work/build.log" 2>&1 || die "the image cannot be built: $(tail -n 40 "$work/build.log")"
}
