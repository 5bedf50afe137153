#!/usr/bin/env bash
# Two devices, desk and phone, keep calendars and contacts in step through the server by Debian's vdirsyncer; khal and
# khard then read what arrived.

# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source-path=SCRIPTDIR source=items.sh
. "$(dirname "${BASH_SOURCE[0]}")/items.sh"

export LC_ALL=C.UTF-8 TZ=Europe/Prague
zone=Europe/Prague
declare -A extension=([cal]=ics [card]=vcf) dav_type=([cal]=caldav [card]=carddav)
declare -A metadata=([cal]='["displayname", "color"]' [card]='["displayname"]')
# The collection of each kind that starts on the desk, and the one that starts on the server.
declare -A ours=([cal]="work" [card]="team") theirs=([cal]="holidays" [card]="friends")

# configure DEVICE RESOLUTION: writes the device's vdirsyncer.conf. RESOLUTION is "a wins" (the device), "b wins" (the
# server) or empty.
configure() {
    local device=$1 resolution=$2 kind
    mkdir -p "$work/$device"
    {
        printf '[general]\nstatus_path = "%s/status/"\n' "$work/$device"
        for kind in cal card; do
            printf '[pair %s]\na = "%s_here"\nb = "%s_there"\n' "$kind" "$kind" "$kind"
            printf 'collections = ["from a", "from b"]\nmetadata = %s\n' "${metadata[$kind]}"
            [[ -z $resolution ]] || printf 'conflict_resolution = "%s"\n' "$resolution"
            printf '[storage %s_here]\ntype = "filesystem"\npath = "%s/%s/"\nfileext = ".%s"\n' \
                "$kind" "$work/$device" "$kind" "${extension[$kind]}"
            printf '[storage %s_there]\ntype = "%s"\nurl = "%s/"\nusername = "%s"\npassword = "%s"\n' \
                "$kind" "${dav_type[$kind]}" "$url" "$user" "$password"
        done
    } >"$work/$device/config"
}

vds() { # DEVICE ARGUMENTS...
    local device=$1
    shift
    vdirsyncer -c "$work/$device/config" "$@"
}

# discover DEVICE: answers yes to every question, so that what is missing on either side is made.
# shellcheck disable=SC2317
discover() {
    vds "$1" discover < <(yes)
}

# sync_all DEVICE [PAIR/COLLECTION...]
sync_all() {
    local device=$1
    shift
    assert_runs "$device syncs ${*:-everything}" vds "$device" sync "$@"
}

# file_of DEVICE KIND/COLLECTION UID: the file that holds the item; vdirsyncer may name it as it likes.
file_of() {
    grep -rlF "UID:$3" "$work/$1/$2" --include='*.ics' --include='*.vcf' 2>/dev/null || true
}

# contents DEVICE KIND/COLLECTION: a hash for each item, sorted; line ends do not count.
contents() {
    local file
    find "$work/$1/$2" -type f \( -name '*.ics' -o -name '*.vcf' \) | while read -r file; do
        tr -d '\r' <"$file" | sha256sum
    done | sort
}

# edit DEVICE KIND/COLLECTION UID TEXT: writes a new summary, or a new note.
edit() {
    local file
    file=$(file_of "$1" "$2" "$3")
    [[ -n $file ]] || die "$1 has no item $3 in $2"
    sed -i -E "s/^(SUMMARY|NOTE):[^\r]*/\1:$4/" "$file"
}

assert_text() { # MESSAGE DEVICE KIND/COLLECTION UID TEXT
    local file
    file=$(file_of "$2" "$3" "$4")
    assert_contains "$1" "$5" "$([[ -n $file ]] && cat "$file")"
}

# property COLLECTION PROPERTY-ELEMENT NAMESPACE: the text of one property, by PROPFIND.
property() {
    dav PROPFIND "/$user/$1/" -H 'Depth: 0' -H 'Content-Type: application/xml' --data-binary \
        "<?xml version='1.0'?><propfind xmlns='DAV:'><prop><x:$2 xmlns:x='$3'/></prop></propfind>" |
        tr -d '\n' | sed -nE "s/.*<([A-Za-z0-9]+:)?$2[^>]*>([^<]*)<.*/\2/p"
}

# state: everything that a sync without changes must leave as it is.
state() {
    find "$work/desk" "$work/phone" -type f -not -path '*/status/*' -printf '%p %T@ %s\n' | sort
    if [[ -d $data/collection-root ]]; then
        find "$data/collection-root" -type f -not -path '*/.fasti/*' -printf '%p %T@ %s\n' | sort
    fi
    local kind
    for kind in cal card; do
        printf '%s %s\n' "${ours[$kind]}" "$(property "${ours[$kind]}" sync-token DAV:)"
        printf '%s %s\n' "${theirs[$kind]}" "$(property "${theirs[$kind]}" sync-token DAV:)"
    done
}

prepare_server() {
    assert_equal "a calendar is made by MKCALENDAR" 201 "$(dav_status MKCALENDAR "/$user/holidays/" \
        -H 'Content-Type: application/xml' --data-binary "$mkcalendar")"
    assert_equal "an address book is made by extended MKCOL" 201 "$(dav_status MKCOL "/$user/friends/" \
        -H 'Content-Type: application/xml' --data-binary "$mkcol_addressbook")"
    local name
    for name in "${!odd_names[@]}"; do
        assert_equal "an event named $name is taken" 201 "$(event "odd-$name" "Odd ${odd_names[$name]}" |
            dav_status PUT "/$user/holidays/${odd_names[$name]}.ics" -H 'Content-Type: text/calendar' --data-binary @-)"
        assert_equal "a contact named $name is taken" 201 "$(contact "odd-$name" "Odd $name" "odd" |
            dav_status PUT "/$user/friends/${odd_names[$name]}.vcf" -H 'Content-Type: text/vcard' --data-binary @-)"
    done
}

prepare_desk() {
    mkdir -p "$work/desk/cal/work" "$work/desk/card/team"
    weekly_meeting >"$work/desk/cal/work/weekly-1.ics"
    day_off >"$work/desk/cal/work/dayoff-1.ics"
    event change-1 "Before the change" >"$work/desk/cal/work/change-1.ics"
    event remove-1 "To be removed" >"$work/desk/cal/work/remove-1.ics"
    event remove-2 "To be removed, too" >"$work/desk/cal/work/remove-2.ics"
    todo >"$work/desk/cal/work/todo-1.ics"
    contact change-1 "Jiří Novák" "before" >"$work/desk/card/team/change-1.vcf"
    contact remove-1 "Gone Soon" "x" >"$work/desk/card/team/remove-1.vcf"
    contact remove-2 "Gone Later" "x" >"$work/desk/card/team/remove-2.vcf"
}

first_sync() {
    local device kind name
    configure desk ""
    configure phone ""
    prepare_desk
    for device in desk phone; do
        assert_runs "$device discovers from the base URL" discover "$device"
        sync_all "$device"
    done
    assert_contains "MKCOL by vdirsyncer made a calendar" calendar "$(dav PROPFIND "/$user/work/" -H 'Depth: 0')"
    assert_contains "MKCOL by vdirsyncer made an address book" addressbook \
        "$(dav PROPFIND "/$user/team/" -H 'Depth: 0')"
    for kind in cal card; do
        for name in "${!odd_names[@]}"; do
            assert_text "phone has the odd name $name ($kind)" phone "$kind/${theirs[$kind]}" "odd-$name" "Odd "
        done
    done
    assert_equal "phone has what the desk had (calendar)" "$(contents desk cal/work)" "$(contents phone cal/work)"
    assert_equal "phone has what the desk had (contacts)" "$(contents desk card/team)" "$(contents phone card/team)"
    assert_equal "six calendar objects arrived" 6 "$(contents phone cal/work | wc -l)"
}

nothing_to_do() {
    local before after
    before=$(state)
    assert_contains "the server gives sync tokens" work "$(grep -E '^work .+' <<<"$before" || true)"
    sync_all desk
    assert_lacks "a sync without changes copies nothing" "Copying" "$output"
    assert_lacks "a sync without changes deletes nothing" "Deleting" "$output"
    sync_all phone
    assert_lacks "nor on the phone" "Copying" "$output"
    after=$(state)
    assert_equal "a sync without changes leaves files and sync tokens as they are" "$before" "$after"
}

changes_and_removals() { # KIND
    local kind=$1 mine=$1/${ours[$1]} foreign=$1/${theirs[$1]} name
    edit desk "$mine" change-1 "Changed on the desk"
    rm "$(file_of desk "$mine" remove-1)"
    sync_all desk "$mine"
    sync_all phone "$mine"
    assert_text "a change goes from desk to phone ($kind)" phone "$mine" change-1 "Changed on the desk"
    assert_equal "a removal goes from desk to phone ($kind)" "" "$(file_of phone "$mine" remove-1)"
    edit phone "$mine" change-1 "Changed on the phone"
    rm "$(file_of phone "$mine" remove-2)"
    for name in "${!odd_names[@]}"; do
        edit phone "$foreign" "odd-$name" "Odd but changed"
    done
    sync_all phone "$mine" "$foreign"
    sync_all desk "$mine" "$foreign"
    assert_text "a change goes from phone to desk ($kind)" desk "$mine" change-1 "Changed on the phone"
    assert_equal "a removal goes from phone to desk ($kind)" "" "$(file_of desk "$mine" remove-2)"
    for name in "${!odd_names[@]}"; do
        assert_text "a change to the odd name $name arrives ($kind)" desk "$foreign" "odd-$name" "Odd but changed"
        assert_contains "it kept its name $name ($kind)" "Odd but changed" \
            "$(dav GET "/$user/${theirs[$kind]}/${odd_names[$name]}.${extension[$kind]}")"
    done
    rm "$(file_of desk "$foreign" odd-space)"
    sync_all desk "$foreign"
    sync_all phone "$foreign"
    assert_equal "a removal of an odd name arrives ($kind)" "" "$(file_of phone "$foreign" odd-space)"
}

conflicts() { # KIND
    local kind=$1 mine=$1/${ours[$1]}
    edit desk "$mine" change-1 "Desk says A"
    edit phone "$mine" change-1 "Phone says B"
    sync_all phone "$mine"
    if vds desk sync "$mine" >"$work/conflict.log" 2>&1 </dev/null; then
        fail "an unresolved conflict is told ($kind)" "$(cat "$work/conflict.log")"
    else
        assert_contains "an unresolved conflict is told ($kind)" onflict "$(cat "$work/conflict.log")"
    fi
    assert_text "an unresolved conflict leaves the desk as it is ($kind)" desk "$mine" change-1 "Desk says A"
    configure desk "b wins"
    sync_all desk "$mine"
    assert_text "the server wins where told so ($kind)" desk "$mine" change-1 "Phone says B"
    edit desk "$mine" change-1 "Desk says C"
    edit phone "$mine" change-1 "Phone says D"
    sync_all phone "$mine"
    configure desk "a wins"
    sync_all desk "$mine"
    sync_all phone "$mine"
    assert_text "the desk wins where told so ($kind)" phone "$mine" change-1 "Desk says C"
    assert_text "and keeps its text ($kind)" desk "$mine" change-1 "Desk says C"
    configure desk ""
}

metadata_sync() {
    local apple=http://apple.com/ns/ical/
    printf 'Práce & více\n' >"$work/desk/cal/work/displayname"
    printf '#1122ff' >"$work/desk/cal/work/color"
    printf 'The <team>' >"$work/desk/card/team/displayname"
    configure desk "a wins"
    assert_runs "desk syncs properties" vds desk metasync
    configure desk ""
    assert_equal "the calendar's name is on the server" "Práce &amp; více" "$(property work displayname DAV:)"
    assert_equal "the calendar's colour is on the server" "#1122ff" "$(property work calendar-color $apple | cut -c1-7)"
    assert_equal "the address book's name is on the server" "The &lt;team" \
        "$(property team displayname DAV: | sed 's/&gt;$//; s/>$//')"
    assert_runs "phone syncs properties" vds phone metasync
    assert_equal "the calendar's name is on the phone" "Práce & více" "$(cat "$work/phone/cal/work/displayname")"
    assert_equal "the calendar's colour is on the phone" "#1122ff" "$(cut -c1-7 "$work/phone/cal/work/color")"
    assert_equal "the name given at MKCALENDAR is on the phone" "Holidays" \
        "$(cat "$work/phone/cal/holidays/displayname")"
    assert_equal "the name given at extended MKCOL is on the phone" "Friends" \
        "$(cat "$work/phone/card/friends/displayname")"
}

# khal and khard read the phone's folder.
readers() {
    cat >"$work/khal.conf" <<END
[calendars]
[[work]]
path = $work/phone/cal/work
[[holidays]]
path = $work/phone/cal/holidays
[sqlite]
path = $work/khal.db
[locale]
local_timezone = $zone
default_timezone = $zone
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
END
    assert_runs "khal lists the events" khal -c "$work/khal.conf" list --day-format '' \
        --format '{start-long}|{end-time}|{title}|{calendar}' 2026-06-01 21d
    local line
    for line in '2026-06-02 09:00|09:45|Týdenní porada 🙂|work' '2026-06-09 09:00|09:45|Týdenní porada 🙂|work' \
        '2026-06-16 10:30|11:15|Týdenní porada, moved|work' '2026-06-05||Day off|work' \
        '2026-06-10 16:00|17:00|Desk says C|work' '2026-06-10 16:00|17:00|Odd but changed|holidays'; do
        assert_contains "khal shows $line" "$line" "$output"
    done
    assert_lacks "khal shows no removed event" "To be removed" "$output"
    assert_lacks "khal shows no cancelled instance" "2026-06-16 09:00" "$output"
    cat >"$work/khard.conf" <<END
[addressbooks]
[[team]]
path = $work/phone/card/team
[[friends]]
path = $work/phone/card/friends
[general]
default_action = list
END
    assert_runs "khard lists the contacts" khard -c "$work/khard.conf" list --parsable
    assert_contains "khard shows the contact" $'change-1\tJiří Novák\tteam' "$output"
    assert_contains "khard shows the contact with the odd name" $'odd-at\tOdd at\tfriends' "$output"
    assert_lacks "khard shows no removed contact" "Gone" "$output"
    assert_runs "khard shows a contact's address" khard -c "$work/khard.conf" email --parsable Jiří
    assert_contains "khard knows the e-mail address" "change-1@example.org" "$output"
}

need vdirsyncer khal khard
start_server
prepare_server
first_sync
nothing_to_do
for kind in cal card; do
    changes_and_removals "$kind"
    conflicts "$kind"
done
metadata_sync
nothing_to_do
readers
stop_server
finish
