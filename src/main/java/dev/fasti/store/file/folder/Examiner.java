package dev.fasti.store.file.folder;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.FactsReader;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Reading;
import dev.fasti.store.file.index.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the files that came to a folder by another way than a put. */
public final class Examiner {
    private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);

    private final FactsReader facts;

    /** The files that were complained of already. */
    private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();

    public Examiner(FactsReader facts) {
        this.facts = facts;
    }

    /**
     * Reads a file and its facts.
     *
     * @param known what was known of the name before
     * @return the member without a revision; empty if the file cannot be read, which is logged once
     */
    public Optional<Entry> examine(Path file, CollectionKind kind, @Nullable Entry known) {
        try {
            Reading read = Reading.of(file).orElse(null);
            if (read == null) {
                return Optional.empty();
            }
            byte[] octets = read.octets();
            if (octets == null) {
                return Optional.of(large(file, read.stamp(), known));
            }
            unreadable.remove(file);
            return Optional.of(entry(file, octets, read.stamp(), kind, known));
        } catch (IOException e) {
            complain(file, e.toString());
            return Optional.empty();
        }
    }

    /** The member of these octets, without a revision. */
    public Entry entry(Path file, byte[] octets, FileStamp stamp, CollectionKind kind, @Nullable Entry known) {
        FileStamp read = new FileStamp(octets.length, stamp.mtime(), stamp.type(), stamp.key());
        return entry(file, Digest.of(octets), read, facts(file, octets, kind), known);
    }

    /** A member that is too large to be read into memory: only its tag is found, nothing of what it says. */
    private static Entry large(Path file, FileStamp stamp, @Nullable Entry known) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
        }
        return entry(file, Digest.read(ByteBuffer.wrap(sha256.digest())), stamp, unreadableFacts(), known);
    }

    private static Entry entry(Path file, Digest digest, FileStamp stamp, Facts facts, @Nullable Entry known) {
        boolean same = known != null && known.digest().equals(digest);
        return new Entry(
                file.getFileName().toString(),
                digest,
                stamp.size(),
                stamp.mtime(),
                known == null ? stamp.mtimeMillis() : known.created(),
                known != null && same ? known.modified() : stamp.mtimeMillis(),
                0,
                facts,
                known == null ? Map.of() : known.properties());
    }

    private Facts facts(Path file, byte[] octets, CollectionKind kind) {
        try {
            return facts.read(kind, octets);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Reading the facts of {} failed", file, e);
            return unreadableFacts();
        }
    }

    static Facts unreadableFacts() {
        return new Facts(null, null, null, null, Set.of(Facts.Trait.UNREADABLE), List.of());
    }

    private void complain(Path file, String reason) {
        if (unreadable.add(file)) {
            LOG.warn("{} is left out: {}", file, reason);
        }
    }
}
