package dev.fasti.cli.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Puts calendar objects together into one iCalendar object (RFC 5545 section 3.4): each time zone once, in front; no
 * METHOD; components octet for octet but for their line ends.
 *
 * <p>All objects are shown to it twice: first {@link #survey}, which finds the time zones, then {@link #write}.
 */
public final class Merger {
    private final Predicate<String> isKnownZone;
    private final Map<String, Zone> zones = new LinkedHashMap<>();

    private record Zone(String fingerprint, byte[] octets) {}

    /** @param isKnownZone whether a TZID means the same to everybody, whatever its definition says */
    public Merger(Predicate<String> isKnownZone) {
        this.isKnownZone = isKnownZone;
    }

    /** The components of one object, by where they stand. */
    private static final class Parts implements ComponentReader.Visitor {
        final List<ComponentReader.Component> zones = new ArrayList<>();
        final List<ComponentReader.Component> others = new ArrayList<>();
        boolean isBroken;

        @Override
        public void calendar() {}

        @Override
        public void ofCalendar(Line line) {}

        @Override
        public void component(ComponentReader.Component component) {
            (component.name().equals("VTIMEZONE") ? zones : others).add(component);
            isBroken |= component.name().equals("VCARD");
        }

        @Override
        public void fault(long start, String reason) {
            isBroken = true;
        }

        static Parts of(byte[] octets) {
            Parts parts = new Parts();
            try {
                new ComponentReader(parts)
                        .read(new LineReader(new ByteArrayInputStream(octets), Integer.MAX_VALUE - 16));
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory", e);
            }
            return parts;
        }
    }

    /**
     * Looks at an object.
     *
     * @return whether it can be put together with those before; false if it is broken, or means another time zone by
     *     a TZID that is taken
     */
    public boolean survey(byte[] octets) {
        Parts parts = Parts.of(octets);
        if (parts.isBroken || parts.others.isEmpty()) {
            return false;
        }
        Map<String, Zone> more = new HashMap<>();
        for (ComponentReader.Component found : parts.zones) {
            byte[] text = slice(octets, found);
            Zone zone = new Zone(fingerprint(text), text);
            Zone taken = zones.getOrDefault(found.tzid(), more.get(found.tzid()));
            if (taken == null) {
                more.put(found.tzid(), zone);
            } else if (!taken.fingerprint().equals(zone.fingerprint()) && !isKnownZone.test(found.tzid())) {
                return false;
            }
        }
        zones.putAll(more);
        return true;
    }

    /** What a zone says, whatever its line ends and folds are. */
    private static String fingerprint(byte[] zone) {
        StringBuilder text = new StringBuilder();
        LineReader lines = LineReader.of(zone);
        for (Line line = lines.nextInMemory(); line != null; line = lines.nextInMemory()) {
            text.append(line.text()).append('\n');
        }
        return Digests.of(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes what stands in front of the objects. @param properties lines of the VCALENDAR, without line ends */
    public void begin(List<String> properties, OutputStream out) throws IOException {
        List<String> lines = new ArrayList<>(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fasti//Export//EN"));
        lines.addAll(properties);
        for (String line : lines) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\r');
            out.write('\n');
        }
        for (Zone zone : zones.values()) {
            out.write(withLineEnds(zone.octets()));
        }
    }

    /** Writes an object for which {@link #survey} was true. */
    public void write(byte[] octets, OutputStream out) throws IOException {
        for (ComponentReader.Component component : Parts.of(octets).others) {
            out.write(withLineEnds(slice(octets, component)));
        }
    }

    /** Writes what stands behind the objects. */
    public void end(OutputStream out) throws IOException {
        out.write("END:VCALENDAR\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] slice(byte[] octets, ComponentReader.Component component) {
        return Arrays.copyOfRange(octets, (int) component.start(), (int) component.end());
    }

    /** With CRLF after each line, which is what both formats ask for, and no blank lines. */
    public static byte[] withLineEnds(byte[] octets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 200);
        boolean isBlank = true;
        for (byte octet : octets) {
            if (octet != '\r' && octet != '\n') {
                out.write(octet);
                isBlank = false;
            } else if (!isBlank) {
                out.write('\r');
                out.write('\n');
                isBlank = true;
            }
        }
        if (!isBlank) {
            out.write('\r');
            out.write('\n');
        }
        return out.toByteArray();
    }
}
