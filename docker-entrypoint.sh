#!/bin/sh
# Runs Fasti, or another command, in the container as the user that the data folder belongs to.
#
# Started as root, it gives the data folder to APP_UID:APP_GID (PUID and PGID are taken as well) if anything in it
# belongs to somebody else, and becomes that user for good. That takes the capabilities CHOWN, SETUID and SETGID.
# Started as another user (docker run --user), it changes nothing and needs no capability. FIX_OWNERSHIP=no leaves the
# owners as they are. It refuses with exit code 78, and says why, what could only fail later.
#
# FASTI_USER and FASTI_PASSWORD_FILE, a file with the password, make a first account while there is no users file.
set -eu

home=/opt/fasti
data=${FASTI_STORAGE_DATA:-/data}
uid=${PUID:-${APP_UID:-1000}}
gid=${PGID:-${APP_GID:-1000}}
users=${FASTI_AUTH_HTPASSWD_FILE:-$data/fasti/users}
first_user=${FASTI_USER-}
first_password=${FASTI_PASSWORD_FILE-}
fix_ownership=${FIX_OWNERSHIP:-yes}
# The server refuses variables that it does not know.
unset FASTI_USER FASTI_PASSWORD_FILE

refuse() {
    echo "fasti: $1" >&2
    exit 78
}

# require_id NAME VALUE: a number that is not root's.
require_id() {
    case $2 in
        '' | *[!0-9]* | ??????????*) refuse "$1 must be a number from 1 to 999999999, and is \"$2\"" ;;
        *[1-9]*) ;;
        *) refuse "$1 is 0: Fasti does not run as root" ;;
    esac
}

# as_app COMMAND...: runs it as the app's user.
as_app() {
    # shellcheck disable=SC2086
    $drop "$@"
}

# become_app COMMAND...: is that command from now on, as the app's user.
become_app() {
    # shellcheck disable=SC2086
    exec $drop "$@"
}

# choose_drop: the words that make a command the app user's; none where we are no longer root.
choose_drop() {
    drop=
    [ "$(id -u)" = 0 ] || return 0
    require_id "the user id (PUID or APP_UID)" "$uid"
    require_id "the group id (PGID or APP_GID)" "$gid"
    if command -v su-exec >/dev/null; then
        drop="su-exec $uid:$gid"
    elif command -v gosu >/dev/null; then
        drop="gosu $uid:$gid"
    elif command -v setpriv >/dev/null; then
        drop="setpriv --reuid $uid --regid $gid --clear-groups --"
    else
        refuse "this image has no su-exec, gosu or setpriv to become user $uid with"
    fi
    as_app true 2>/dev/null || refuse "cannot become user $uid:$gid: give the container the capabilities SETUID and \
SETGID, or start it as that user (docker run --user $uid:$gid)"
}

# own_data: gives the folder to the app's user. It is looked at as that user: root without the capability
# DAC_OVERRIDE could not look into a folder of mode 0700, nor need it, for such a folder is foreign itself.
own_data() {
    [ -n "$drop" ] && [ "$fix_ownership" != no ] || return 0
    foreign=$(as_app find "$data" ! -user "$uid" -print 2>/dev/null | head -n 1)
    [ -n "$foreign" ] || return 0
    echo "fasti: $data is given to user $uid:$gid, for \"$foreign\" belongs to somebody else" >&2
    chown -R -h "$uid:$gid" "$data" 2>/dev/null || echo "fasti: some of it could not be given: the container lacks \
the capability CHOWN, or DAC_OVERRIDE for folders that only their owner may enter, or $data is read-only" >&2
}

# probe FOLDER: whether files can be made in it.
probe() {
    # shellcheck disable=SC2016
    as_app sh -c 'file=$1/.fasti-probe.$$; (: >"$file") 2>/dev/null && rm -f "$file"' sh "$1"
}

require_writable() {
    as_app test -d "$data" || refuse "there is no folder $data: mount a volume there"
    for folder in "$data" "$data/collection-root" "$data/fasti"; do
        if as_app test -e "$folder" && ! probe "$folder"; then
            refuse "user $(as_app id -u):$(as_app id -g) cannot write in $folder ($(ls -ldn "$folder" 2>/dev/null ||
                echo "it cannot be looked at")): give it to that user, mount it writable, or set PUID and PGID to its \
owner's numbers"
        fi
    done
}

add_first_user() {
    if [ -z "$first_user" ] || as_app test -e "$users"; then
        return 0
    fi
    [ -r "$first_password" ] || refuse "FASTI_USER is set, but FASTI_PASSWORD_FILE (\"$first_password\") cannot be read"
    as_app "$home/bin/fasti" user add "$first_user" <"$first_password" >&2 ||
        refuse "the account of FASTI_USER could not be made"
}

umask "${UMASK:-027}"
case ${0##*/} in
    fasti) set -- fasti "$@" ;;
esac
case ${1-} in
    '' | -*) set -- fasti serve "$@" ;;
esac
choose_drop
if [ "$1" != fasti ]; then
    become_app "$@"
fi
shift
case ${1-} in
    -h | --help | -V | --version) become_app "$home/bin/fasti" "$@" ;;
    '' | -*) set -- serve "$@" ;;
esac
own_data
require_writable
if [ "$1" = serve ]; then
    add_first_user
    # Below the drop, so that the first process belongs to the app's user, too, and may pass on signals.
    become_app tini -s -e 143 -- "$home/bin/fasti" "$@"
fi
become_app "$home/bin/fasti" "$@"
