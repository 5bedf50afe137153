package dev.fasti.vobject.file;

import dev.fasti.vobject.Folding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Puts calendar objects together into one iCalendar object (RFC 5545 section 3.4), one after the other: each time zone
 * once, in front of the first object that names it; no METHOD; components octet for octet but for their line ends.
 *
 * <p>Two objects may define different time zones of their own under one TZID, which is unique in an iCalendar object
 * (RFC 5545 section 3.6.5): the later one gets another there, such as {@code Mine-2}, and so does whatever names it.
 */
public final class Merger {
    /** What says where components belong is shorter. */
    private static final int LONGEST_TEXT = 65_536;

    private final OutputStream out;
    private final ZoneNames zones;

    /** @param isKnownZone whether a TZID means the same to everybody, whatever its definition says */
    public Merger(OutputStream out, Predicate<String> isKnownZone) {
        this.out = out;
        this.zones = new ZoneNames(isKnownZone);
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
                new ComponentReader(parts).read(LineReader.of(octets, LONGEST_TEXT));
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory", e);
            }
            return parts;
        }
    }

    /** Writes what stands in front of the objects. @param properties lines of the VCALENDAR, without line ends */
    public void begin(List<String> properties) throws IOException {
        List<String> lines = new ArrayList<>(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fasti//Export//EN"));
        lines.addAll(properties);
        for (String line : lines) {
            line(Folding.of(line));
        }
    }

    /** Writes an object. @return false if it is none, or a broken one; then nothing was written */
    public boolean write(byte[] octets) throws IOException {
        Parts parts = Parts.of(octets);
        if (parts.isBroken || parts.others.isEmpty()) {
            return false;
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        for (ComponentReader.Component zone : parts.zones) {
            if (zone.tzid().isEmpty()) {
                continue; // nothing can name it
            }
            ZoneNames.Given given = zones.give(zone.tzid(), slice(octets, zone));
            if (!given.name().equals(zone.tzid())) {
                renamed.put(zone.tzid(), given.name());
            }
            if (given.isNew()) {
                component(octets, zone, renamed);
            }
        }
        for (ComponentReader.Component component : parts.others) {
            component(octets, component, renamed);
        }
        return true;
    }

    /** Writes what stands behind the objects. */
    public void end() throws IOException {
        line("END:VCALENDAR".getBytes(StandardCharsets.US_ASCII));
    }

    private void component(byte[] octets, ComponentReader.Component component, Map<String, String> renamed)
            throws IOException {
        if (renamed.isEmpty()) {
            LineEnds.write(octets, (int) component.start(), (int) component.end(), out);
            return;
        }
        byte[] text = slice(octets, component);
        LineReader lines = LineReader.of(text);
        for (Line line = lines.next(); line != null; line = lines.next()) {
            String with = line.text();
            for (Map.Entry<String, String> name : renamed.entrySet()) {
                with = ZoneNames.renamed(line, with, name.getKey(), name.getValue());
            }
            if (with.equals(line.text())) {
                LineEnds.write(text, (int) line.start(), (int) line.end(), out);
            } else {
                line(Folding.octets(with.getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private void line(byte[] octets) throws IOException {
        LineEnds.write(octets, 0, octets.length, out);
    }

    private static byte[] slice(byte[] octets, ComponentReader.Component component) {
        return Arrays.copyOfRange(octets, (int) component.start(), (int) component.end());
    }
}
