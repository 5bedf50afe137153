package dev.fasti.store.file.cache;

import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Failures;
import dev.fasti.store.file.disk.FileNames;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.path.CollectionPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was brought into a collection from one place elsewhere: of each thing its name and tag there, and the member that
 * it became. A cache of lines ({@link ProvenanceLine}): what of it is lost is brought once more.
 *
 * <p>Only that is noted which is durable already; a note itself need not be. For several threads.
 */
public final class Provenance {
    private final Places places;
    private final Path file;
    private final String origin;
    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private String token = "";
    /** What is in the file is not to be added to. */
    private boolean isStale;
    /** The file has been added to since it was written. */
    private boolean isGrown;

    /**
     * One thing that was brought.
     *
     * @param tag what told its versions apart there
     * @param name of the member that it became
     * @param etag of that member as it was written then
     */
    public record Piece(String tag, String name, ETag etag) {}

    private Provenance(Places places, String origin) {
        String hash = ETag.of(origin.getBytes(StandardCharsets.UTF_8)).value();
        this.places = places;
        this.file = places.cache().resolve("brought-" + hash.substring(1, 33));
        this.origin = origin;
    }

    /**
     * Reads what is known; nothing if there is no such file.
     *
     * @param data the data folder
     * @param origin names the place elsewhere
     * @throws StoreException.Unavailable if it is there and cannot be read
     */
    public static Provenance read(Path data, CollectionPath collection, String origin) {
        Path folder = FileNames.in(data.resolve("collection-root"), collection);
        Provenance provenance = new Provenance(new Places(folder), origin);
        try {
            provenance.load();
        } catch (NoSuchFileException e) {
            // Nothing was brought yet.
        } catch (IOException e) {
            throw Failures.of(e, folder);
        }
        return provenance;
    }

    private void load() throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        boolean isOurs = false;
        for (String line : text.split("\n")) {
            token = "";
            Optional<ProvenanceLine> read = ProvenanceLine.decode(line);
            if (read.isEmpty()) {
                isStale = true;
            } else if (read.get() instanceof ProvenanceLine.Origin from) {
                isOurs = from.origin().equals(origin);
            } else if (isOurs && read.get() instanceof ProvenanceLine.Brought brought) {
                pieces.put(brought.href(), brought.piece());
            } else if (isOurs && read.get() instanceof ProvenanceLine.Forgotten forgotten) {
                pieces.remove(forgotten.href());
            } else if (isOurs && read.get() instanceof ProvenanceLine.Whole whole) {
                token = whole.token();
            }
        }
        isStale |= !isOurs || !text.endsWith("\n");
    }

    /** The state there that all of it was brought of, as it was called there; empty if some of it may be missing. */
    public synchronized String token() {
        return token;
    }

    /** All that was brought until now, by its name there, in that order. */
    public synchronized Map<String, Piece> pieces() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(pieces));
    }

    public synchronized Optional<Piece> piece(String href) {
        return Optional.ofNullable(pieces.get(href));
    }

    /** Forgets everything. */
    public synchronized void clear() {
        pieces.clear();
        token = "";
        isStale = true;
    }

    /** Notes what is there durably. */
    public synchronized void brought(String href, Piece piece) {
        pieces.put(href, piece);
        append(new ProvenanceLine.Brought(href, piece));
    }

    /** Notes that a thing is neither there nor here any more. */
    public synchronized void forget(String href) {
        if (pieces.remove(href) != null) {
            append(new ProvenanceLine.Forgotten(href));
        }
    }

    private void append(ProvenanceLine line) {
        token = "";
        if (isStale) {
            write(); // with this line: it has happened
            return;
        }
        try {
            boolean isNew = Files.notExists(file);
            Places.makeOwn(places.cache());
            String text = (isNew ? new ProvenanceLine.Origin(origin).encode() : "") + line.encode();
            Files.write(
                    file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            isGrown = true;
        } catch (IOException e) {
            throw Failures.of(e, file);
        }
    }

    /**
     * Notes how far it has come, and writes the file anew if that makes a difference.
     *
     * @param state what the state there is called, if all of it was brought; else empty
     */
    public synchronized void end(String state) {
        if (isGrown || isStale || !state.equals(token)) {
            token = state;
            write();
        }
    }

    private void write() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        put(lines, new ProvenanceLine.Origin(origin));
        pieces.forEach((href, piece) -> put(lines, new ProvenanceLine.Brought(href, piece)));
        if (!token.isEmpty()) {
            put(lines, new ProvenanceLine.Whole(token));
        }
        try {
            Places.makeOwn(places.cache());
            Places.makeOwn(places.temporary());
            Path fresh = places.newTemporary();
            Disk.REAL.create(fresh, lines.toByteArray());
            Disk.REAL.rename(fresh, file);
            isStale = false;
            isGrown = false;
        } catch (IOException e) {
            throw Failures.of(e, file);
        }
    }

    private static void put(ByteArrayOutputStream out, ProvenanceLine line) {
        out.writeBytes(line.encode().getBytes(StandardCharsets.UTF_8));
    }
}
