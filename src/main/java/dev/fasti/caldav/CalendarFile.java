package dev.fasti.caldav;

import dev.fasti.caldav.content.CalendarMediaType;
import dev.fasti.dav.Names;
import dev.fasti.dav.WholeFile;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.icalendar.time.TimeZones;
import dev.fasti.store.Collection;
import dev.fasti.store.Content;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import dev.fasti.vobject.file.Merger;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A calendar as one iCalendar object (RFC 5545 section 3.4): what programs subscribe to that know nothing of CalDAV.
 * It does not say how often they should ask again (RFC 7986 section 5.7): they know that better, and it costs little.
 */
final class CalendarFile implements WholeFile {
    private static final PropertyName DISPLAY_NAME = DeadProperties.name(Names.dav("displayname"));
    private static final PropertyName COLOUR = new PropertyName("http://apple.com/ns/ical/", "calendar-color");

    @Override
    public String mediaType() {
        return CalendarMediaType.SERVED;
    }

    @Override
    public String ending() {
        return ".ics";
    }

    /** The calendar's name and colour, as RFC 7986 section 5.1 and Apple write them. */
    @Override
    public List<String> header(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        if (snapshot.properties().get(DISPLAY_NAME) instanceof PropertyValue.Text name) {
            String text = name.text()
                    .replace("\\", "\\\\")
                    .replace(",", "\\,")
                    .replace(";", "\\;")
                    .replaceAll("\\R", "\\\\n")
                    .replaceAll("\\p{Cntrl}", "");
            lines.add("NAME:" + text);
            lines.add("X-WR-CALNAME:" + text);
        }
        if (snapshot.properties().get(COLOUR) instanceof PropertyValue.Text colour
                && colour.text().matches("#[0-9A-Fa-f]{6,8}")) {
            lines.add("X-APPLE-CALENDAR-COLOR:" + colour.text());
        }
        return lines;
    }

    @Override
    public void write(Collection collection, Snapshot snapshot, OutputStream out, Course course) throws IOException {
        Merger merger = new Merger(out, zone -> TimeZones.find(zone).isPresent());
        merger.begin(header(snapshot));
        for (Member member : snapshot.members()) {
            course.next();
            boolean isFit = !member.facts().traits().contains(Trait.UNREADABLE) && isFirstOfUid(member, snapshot);
            Optional<Content> content = isFit ? collection.read(member.name()) : Optional.empty();
            if (!isFit || (content.isPresent() && !merger.write(content.get().octets()))) {
                course.leftOut(member);
            }
        }
        merger.end();
    }

    /** Two objects of one UID, as copies made by hand are, would be read as one. */
    private static boolean isFirstOfUid(Member member, Snapshot snapshot) {
        String uid = member.facts().uid();
        return uid == null
                || snapshot.members()
                        .withUid(uid)
                        .map(first -> first.name().equals(member.name()))
                        .orElse(true);
    }
}
