package dev.fasti.store.file;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.FactsReader;
import dev.fasti.store.file.Latest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the files that came to a folder by another way than a put. */
final class Examiner {
    private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);
    private static final int LARGEST = 32 << 20;
    private static final int ATTEMPTS = 3;

    private final FactsReader facts;

    /** The files that were complained of already. */
    private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();

    Examiner(FactsReader facts) {
        this.facts = facts;
    }

    /**
     * Reads a file and its facts.
     *
     * @param known what was known of the name before
     * @return the member without a revision; empty if the file cannot be read, which is logged once
     */
    Optional<Entry> examine(Path file, CollectionKind kind, @Nullable Entry known) {
        try {
            for (int attempt = 1; ; attempt++) {
                FileStamp before = FileStamp.of(file).orElse(null);
                if (before == null || !before.isFile()) {
                    return Optional.empty();
                }
                if (before.size() > LARGEST) {
                    complain(file, "it is larger than " + LARGEST + " octets");
                    return Optional.empty();
                }
                byte[] octets = Files.readAllBytes(file);
                boolean steady = octets.length == before.size()
                        && FileStamp.of(file).filter(before::equals).isPresent();
                if (steady || attempt == ATTEMPTS) {
                    unreadable.remove(file);
                    return Optional.of(entry(file, octets, before, kind, known));
                }
            }
        } catch (IOException e) {
            complain(file, e.toString());
            return Optional.empty();
        }
    }

    /** The member of these octets, without a revision. */
    Entry entry(Path file, byte[] octets, FileStamp stamp, CollectionKind kind, @Nullable Entry known) {
        Digest digest = Digest.of(octets);
        long modified = known != null && known.digest().equals(digest) ? known.modified() : stamp.mtimeMillis();
        return new Entry(
                file.getFileName().toString(),
                digest,
                octets.length,
                stamp.mtime(),
                known == null ? stamp.mtimeMillis() : known.created(),
                modified,
                0,
                facts(file, octets, kind),
                known == null ? Map.of() : known.properties());
    }

    private Facts facts(Path file, byte[] octets, CollectionKind kind) {
        try {
            return FactsCodec.compact(facts.read(kind, octets));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Reading the facts of {} failed", file, e);
            return unreadableFacts();
        }
    }

    static Facts unreadableFacts() {
        return FactsCodec.compact(new Facts(null, null, null, null, Set.of(Facts.Trait.UNREADABLE), List.of()));
    }

    private void complain(Path file, String reason) {
        if (unreadable.add(file)) {
            LOG.warn("{} is left out: {}", file, reason);
        }
    }
}
