package dev.fasti.cli.transfer;

import dev.fasti.vobject.file.ComponentReader;
import dev.fasti.vobject.file.Line;
import dev.fasti.vobject.file.LineReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A file of calendar objects or cards, however many, taken apart into objects as CalDAV and CardDAV servers keep them:
 * all components of one UID together with the time zones that they name (RFC 4791 section 4.1). Components keep
 * their octets.
 *
 * <p>It is read twice; memory is a few octets a component and one object.
 */
public final class ObjectFile {
    /** No server keeps a larger object. */
    private static final int LARGEST = 32 << 20;

    private static final int LONGEST_TEXT = 65_536;
    private static final Set<String> KEPT = Set.of("PRODID", "VERSION", "CALSCALE");

    private final Path file;
    private final ObjectTable table;

    private ObjectFile(Path file, ObjectTable table) {
        this.file = file;
        this.table = table;
    }

    /** Takes what comes out of a file. */
    public interface Receiver {
        /** One object. */
        void object(byte[] octets) throws IOException;

        /**
         * Something that is no object.
         *
         * @param at the octet in the file where it begins
         * @param reason in words, without anything of the content
         */
        void fault(long at, String reason) throws IOException;
    }

    /** Reads a file the first time. */
    public static ObjectFile survey(Path file) throws IOException {
        ObjectTable table = new ObjectTable();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            new ComponentReader(table).read(new LineReader(in, LONGEST_TEXT));
        }
        return new ObjectFile(file, table);
    }

    /** Whether it holds cards, or nothing and is called as if it did; calendar objects otherwise. */
    public boolean isCards() {
        return table.isCards()
                || (!table.hasCalendar()
                        && isEmpty()
                        && file.toString().toLowerCase(Locale.ROOT).endsWith(".vcf"));
    }

    /** Whether nothing in it is an object. */
    public boolean isEmpty() {
        return table.size() == 0;
    }

    /** Whether it is a calendar or an address book with nothing in it, as an export writes those. */
    public boolean isEmptyCollection() throws IOException {
        return isEmpty() && table.problems().isEmpty() && (isCards() ? Files.size(file) == 0 : table.hasCalendar());
    }

    /** What the calendar is called (RFC 7986 section 5.1, or X-WR-CALNAME), and its colour; as far as the file says. */
    public Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        for (ObjectTable.Header header : table.headers()) {
            for (Line line : header.lines) {
                switch (line.name()) {
                    case "NAME", "X-WR-CALNAME" -> about.putIfAbsent("name", unescaped(line.value()));
                    case "X-APPLE-CALENDAR-COLOR" -> about.putIfAbsent("color", line.value());
                    default -> {} // nothing that a collection keeps
                }
            }
        }
        return about;
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\([,;\\\\])", "$1").replace("\\n", "\n").replace("\\N", "\n");
    }

    /** Hands out each object, and what is none. */
    public void read(Receiver receiver) throws IOException {
        for (ObjectTable.Problem problem : table.problems()) {
            receiver.fault(problem.at(), problem.reason());
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (table.isOneObject() && channel.size() <= LARGEST) {
                receiver.object(bytes(channel, 0, (int) channel.size()));
                return;
            }
            BitSet firsts = table.firsts();
            for (int i = firsts.nextSetBit(0); i >= 0; i = firsts.nextSetBit(i + 1)) {
                group(channel, i, receiver);
            }
        }
    }

    private void group(FileChannel channel, int first, Receiver receiver) throws IOException {
        long size = 0;
        for (int i = first; i >= 0; i = table.following(i)) {
            size += table.length(i);
        }
        if (size > LARGEST) {
            receiver.fault(table.start(first), "an object of more than " + LARGEST + " octets");
            return;
        }
        for (Map<String, byte[]> instances : distinct(channel, first)) {
            if (table.isCards() && table.header(first).lines.isEmpty()) {
                for (byte[] card : instances.values()) {
                    receiver.object(card);
                }
            } else {
                receiver.object(calendar(channel, first, instances.values()));
            }
        }
    }

    /** A file may hold an object twice, the same or another version: an instance is in one object once. */
    private List<Map<String, byte[]>> distinct(FileChannel channel, int first) throws IOException {
        List<Map<String, byte[]>> objects = new ArrayList<>();
        for (int i = first; i >= 0; i = table.following(i)) {
            byte[] octets = bytes(channel, table.start(i), table.length(i));
            String instance = instance(octets);
            String content = Digests.ofContent(octets);
            boolean isThere = false;
            Map<String, byte[]> free = null;
            for (Map<String, byte[]> object : objects) {
                byte[] other = object.get(instance);
                if (other == null) {
                    free = free == null ? object : free;
                } else {
                    isThere |= Digests.ofContent(other).equals(content);
                }
            }
            if (isThere) {
                continue;
            }
            if (free == null) {
                free = new LinkedHashMap<>();
                objects.add(free);
            }
            free.put(instance, octets);
        }
        return objects;
    }

    private static String instance(byte[] component) {
        int depth = 0;
        LineReader lines = LineReader.of(component);
        for (Line line = lines.nextInMemory(); line != null; line = lines.nextInMemory()) {
            switch (line.name()) {
                case "BEGIN" -> depth++;
                case "END" -> depth--;
                case "RECURRENCE-ID" -> {
                    if (depth == 1) {
                        return line.text();
                    }
                }
                default -> {} // says nothing about the instance
            }
        }
        return "";
    }

    private byte[] calendar(FileChannel channel, int first, Iterable<byte[]> components) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ObjectTable.Header header = table.header(first);
        line(out, "BEGIN:VCALENDAR");
        Set<String> names = new HashSet<>();
        for (Line line : header.lines) {
            if (KEPT.contains(line.name()) && names.add(line.name())) {
                whole(out, bytes(channel, line.start(), (int) (line.end() - line.start())));
            }
        }
        if (names.add("VERSION")) {
            line(out, "VERSION:2.0");
        }
        if (names.add("PRODID")) {
            line(out, "PRODID:-//Fasti//Import//EN");
        }
        Set<String> zones = new HashSet<>();
        for (byte[] component : components) {
            for (String zone : Zones.named(component)) {
                ComponentReader.Component found = header.zones.get(zone);
                if (found != null && zones.add(zone)) {
                    long length = found.end() - found.start();
                    if (length + out.size() <= LARGEST) {
                        whole(out, bytes(channel, found.start(), (int) length));
                    }
                }
            }
        }
        for (byte[] component : components) {
            whole(out, component);
        }
        line(out, "END:VCALENDAR");
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Ends with a line end, whatever the file did at its end. */
    private static void whole(ByteArrayOutputStream out, byte[] octets) {
        out.writeBytes(octets);
        byte last = octets[octets.length - 1];
        if (last != '\n' && last != '\r') {
            out.writeBytes(new byte[] {'\r', '\n'});
        }
    }

    private static byte[] bytes(FileChannel channel, long start, int length) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(length);
        while (octets.hasRemaining()) {
            if (channel.read(octets, start + octets.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return octets.array();
    }
}
