package dev.fasti.vobject.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells where the components of iCalendar and the cards of vCard stand, without looking at what they mean. Whatever
 * the lines are, each is in a component, of the calendar, or in a fault.
 */
public final class ComponentReader {
    private static final int MAX_DEPTH = 32;

    private final Visitor visitor;
    private final Deque<String> open = new ArrayDeque<>();
    private @Nullable String component;
    private long start;
    private long end;
    private boolean isBroken;
    private String uid = "";
    private String tzid = "";
    private String recurrenceId = "";

    public ComponentReader(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Is told what there is. */
    public interface Visitor {
        /** A VCALENDAR begins. */
        void calendar();

        /** A property of the VCALENDAR itself. */
        void ofCalendar(Line line);

        /** A component of a VCALENDAR, or a VCARD, whole. */
        void component(Component component);

        /**
         * Something that is no whole component.
         *
         * @param start where it begins
         * @param reason in words, without anything of the content
         */
        void fault(long start, String reason);
    }

    /**
     * A component and where it stands.
     *
     * @param name in upper case
     * @param end where the octet after it is
     * @param uid its UID; empty if it has none
     * @param tzid its own TZID, as a time zone has one; else empty
     * @param recurrenceId which instance it overrides, as it is written; empty for a master
     */
    public record Component(String name, long start, long end, String uid, String tzid, String recurrenceId) {}

    /** Reads everything. */
    public void read(LineReader lines) throws IOException {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            end = line.end();
            switch (line.name()) {
                case "BEGIN" -> begin(line);
                case "END" -> end(line);
                default -> property(line);
            }
        }
        if (component != null) {
            visitor.fault(start, "it ends in the middle of " + component);
        } else if (!open.isEmpty()) {
            visitor.fault(end, "it ends without END:" + open.peek());
        }
    }

    private void begin(Line line) {
        String name = line.value().toUpperCase(Locale.ROOT);
        if (component == null) {
            boolean isCalendar = name.equals("VCALENDAR");
            boolean isWanted = open.isEmpty() ? isCalendar || name.equals("VCARD") : !isCalendar;
            if (!isWanted) {
                visitor.fault(line.start(), "BEGIN of something that may not stand there");
            }
            if (isCalendar) {
                open.clear();
                open.push(name);
                visitor.calendar();
                return;
            }
            component = name;
            start = line.start();
            isBroken = false;
            uid = "";
            tzid = "";
            recurrenceId = "";
        } else if (name.equals("VCALENDAR") || open.size() == MAX_DEPTH) {
            visitor.fault(start, component + " does not end");
            component = null;
            open.clear();
            if (name.equals("VCALENDAR")) {
                open.push(name);
                visitor.calendar();
            }
            return;
        }
        open.push(name);
    }

    private void end(Line line) {
        String name = line.value().toUpperCase(Locale.ROOT);
        if (open.isEmpty() || !open.peek().equals(name)) {
            unbalanced(line, name);
            return;
        }
        open.pop();
        boolean isWhole = open.isEmpty() || (open.size() == 1 && "VCALENDAR".equals(open.peek()));
        if (component != null && isWhole) {
            if (!isBroken) {
                visitor.component(new Component(component, start, line.end(), uid, tzid, recurrenceId));
            }
            component = null;
        }
    }

    /** An outer component's end ends all that is in it. */
    private void unbalanced(Line line, String name) {
        if (component == null || !isBroken) {
            visitor.fault(component == null ? line.start() : start, "BEGIN and END do not match");
        }
        isBroken = true;
        if (open.contains(name)) {
            while (!open.pop().equals(name)) {
                // closed along with it
            }
            if (open.isEmpty() || (open.size() == 1 && "VCALENDAR".equals(open.peek()))) {
                component = null;
            }
        }
    }

    private void property(Line line) {
        if (component == null) {
            if (open.isEmpty()) {
                visitor.fault(line.start(), "a line outside of everything");
            } else {
                visitor.ofCalendar(line);
            }
            return;
        }
        boolean isDirect = open.size() == (component.equals("VCARD") ? 1 : 2);
        if (isDirect) {
            switch (line.name()) {
                case "UID" -> uid = line.value();
                case "TZID" -> tzid = line.value();
                case "RECURRENCE-ID" -> recurrenceId = line.text();
                default -> {} // says nothing about where it belongs
            }
        }
    }
}
