package dev.fasti.store.file.survey;

import dev.fasti.machine.Reason;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.cache.History;
import dev.fasti.store.file.cache.IndexFile;
import dev.fasti.store.file.disk.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells what is wrong with the files of a collection that can be rebuilt, and reads nothing else. */
final class CacheSurvey {
    /** A server may be in the middle of adding a record. */
    private static final int ATTEMPTS = 3;

    private CacheSurvey() {}

    /** The file's name to what is wrong with it, in words; files that are not there are no fault. */
    static Map<String, String> problems(Places places, CollectionKind kind) {
        Map<String, String> problems = new TreeMap<>();
        index(places.factsIndex(), kind).ifPresent(reason -> problems.put(name(places.factsIndex()), reason));
        log(places.log()).ifPresent(reason -> problems.put(name(places.log()), reason));
        return problems;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Optional<String> index(Path file, CollectionKind kind) {
        try {
            return !Files.exists(file) || IndexFile.load(file, kind).isPresent()
                    ? Optional.empty()
                    : Optional.of("is damaged or of another version; the next start reads every item anew");
        } catch (IOException e) {
            return Optional.of("cannot be read: " + Reason.of(e));
        }
    }

    private static Optional<String> log(Path file) {
        try {
            for (int attempt = 1; Files.exists(file); attempt++) {
                byte[] octets = Files.readAllBytes(file);
                Optional<History> history = History.parse(octets);
                if (history.isPresent() && history.get().end() == octets.length) {
                    return Optional.empty();
                }
                if (attempt == ATTEMPTS) {
                    return Optional.of(
                            history.isEmpty()
                                    ? "is damaged; the next start refuses every token, and clients synchronise in full"
                                    : "is damaged from octet " + history.get().end()
                                            + " on; the next start refuses later tokens");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be read: " + Reason.of(e));
        }
    }
}
