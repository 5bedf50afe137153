package dev.fasti.cli.transfer;

import dev.fasti.vobject.file.ComponentReader;
import dev.fasti.vobject.file.Line;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the objects of one file stand and which components belong together: what a first reading finds out, in some
 * 40 octets a component, so that a second one can make one object after the other.
 */
final class ObjectTable implements ComponentReader.Visitor {
    private static final int NONE = -1;
    private static final int MOST_LINES = 10;
    private static final int MOST_PROBLEMS = 10_000;
    private static final Set<String> KEPT =
            Set.of("PRODID", "VERSION", "CALSCALE", "NAME", "X-WR-CALNAME", "X-APPLE-CALENDAR-COLOR");

    private long[] starts = new long[16];
    private int[] lengths = new int[16];
    private int[] calendars = new int[16];
    private int[] following = new int[16];
    private final BitSet first = new BitSet();
    private final UidTable groups = new UidTable();
    private int size;
    private final List<Header> headers = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> shared = new HashMap<>();
    private int calendarCount;
    private int firstOfCalendar;
    private boolean hasMethod;
    private boolean isCards;

    /** What stands in front of the components of one VCALENDAR. */
    static final class Header {
        final List<Line> lines = new ArrayList<>();
        final Map<String, ComponentReader.Component> zones = new HashMap<>();
    }

    /** What belongs to no object. */
    record Problem(long at, String reason) {}

    @Override
    public void calendar() {
        shareHeader();
        firstOfCalendar = size;
        headers.add(new Header());
        calendarCount++;
    }

    /** A file of as many VCALENDARs as objects says the same in each. */
    private void shareHeader() {
        if (headers.isEmpty()) {
            return;
        }
        int last = headers.size() - 1;
        Header header = headers.get(last);
        if (header.zones.isEmpty()) {
            String key = header.lines.stream().map(Line::text).collect(Collectors.joining("\n"));
            Integer same = shared.putIfAbsent(key, last);
            if (same != null && same != last) {
                Arrays.fill(calendars, firstOfCalendar, size, same);
                headers.remove(last);
            }
        }
    }

    /** Whether there is a VCALENDAR at all. */
    boolean hasCalendar() {
        return calendarCount > 0;
    }

    @Override
    public void ofCalendar(Line line) {
        if (line.name().equals("METHOD")) {
            hasMethod = true;
        } else if (KEPT.contains(line.name()) && header().lines.size() < MOST_LINES) {
            header().lines.add(line);
        }
    }

    @Override
    public void component(ComponentReader.Component component) {
        if (component.name().equals("VTIMEZONE")) {
            header().zones.putIfAbsent(component.tzid(), component);
            return;
        }
        if (component.end() - component.start() > Integer.MAX_VALUE) {
            fault(component.start(), "a component of more than 2 GB");
            return;
        }
        isCards |= component.name().equals("VCARD");
        grow();
        starts[size] = component.start();
        lengths[size] = (int) (component.end() - component.start());
        calendars[size] = headers.size() - 1;
        following[size] = NONE;
        int before = component.uid().isEmpty() ? NONE : groups.replaceLast(hash(component), size);
        if (before == NONE) {
            first.set(size);
        } else {
            following[before] = size;
        }
        size++;
    }

    @Override
    public void fault(long start, String reason) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(start, reason));
        }
    }

    private Header header() {
        if (headers.isEmpty()) {
            headers.add(new Header());
        }
        return headers.get(headers.size() - 1);
    }

    private void grow() {
        if (size == starts.length) {
            int more = size + size / 2;
            starts = Arrays.copyOf(starts, more);
            lengths = Arrays.copyOf(lengths, more);
            calendars = Arrays.copyOf(calendars, more);
            following = Arrays.copyOf(following, more);
        }
    }

    /** Two types of components with one UID are two objects (RFC 4791 section 4.1). */
    private static long hash(ComponentReader.Component component) {
        MessageDigest sha = Digests.sha256();
        sha.update(component.name().getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        return ByteBuffer.wrap(sha.digest(component.uid().getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** The first components of all groups of one UID, by their place. */
    BitSet firsts() {
        return first;
    }

    /** The next component of the same group; negative if there is none. */
    int following(int component) {
        return following[component];
    }

    long start(int component) {
        return starts[component];
    }

    int length(int component) {
        return lengths[component];
    }

    /** What stands in front of a component; nothing for a card. */
    Header header(int component) {
        int calendar = calendars[component];
        return calendar < 0 ? new Header() : headers.get(calendar);
    }

    List<Header> headers() {
        return headers;
    }

    List<Problem> problems() {
        return problems;
    }

    int size() {
        return size;
    }

    boolean isCards() {
        return isCards;
    }

    /** Whether the file is one object, which needs not be taken apart. */
    boolean isOneObject() {
        return calendarCount <= 1 && first.cardinality() == 1 && !hasMethod && problems.isEmpty();
    }
}
