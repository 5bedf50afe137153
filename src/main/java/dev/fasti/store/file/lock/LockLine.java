package dev.fasti.store.file.lock;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.props.MalformedProps;
import dev.fasti.store.file.props.PropsJson;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.lock.WriteLock.Reach;
import dev.fasti.store.lock.WriteLock.Scope;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A write lock as a line of {@code fasti/locks}: a flat JSON object of strings. */
final class LockLine {
    private LockLine() {}

    /** The line, without its end. */
    static byte[] write(WriteLock lock) throws IOException {
        SortedMap<String, String> strings = new TreeMap<>(Map.of(
                "token", lock.token(),
                "root", lock.root().toString(),
                "scope", lock.scope().name(),
                "depth", lock.reach().name(),
                "creator", lock.creator().name(),
                "timeout", lock.timeout().toString(),
                "expires", lock.expires().toString()));
        if (lock.owner() != null) {
            strings.put("owner", lock.owner());
        }
        return PropsJson.write(strings);
    }

    /** @throws MalformedProps if the line says no lock */
    static WriteLock read(byte[] line) throws MalformedProps {
        SortedMap<String, String> strings = PropsJson.read(line);
        try {
            return new WriteLock(
                    get(strings, "token"),
                    root(get(strings, "root")),
                    Scope.valueOf(get(strings, "scope")),
                    Reach.valueOf(get(strings, "depth")),
                    new Principal(get(strings, "creator")),
                    strings.get("owner"),
                    Duration.parse(get(strings, "timeout")),
                    Instant.parse(get(strings, "expires")));
        } catch (IllegalArgumentException | DateTimeException | StoreException.NameRefused e) {
            throw new MalformedProps("it says no lock: " + e.getMessage());
        }
    }

    private static String get(SortedMap<String, String> strings, String key) throws MalformedProps {
        String value = strings.get(key);
        if (value == null) {
            throw new MalformedProps(key + " is missing");
        }
        return value;
    }

    private static CollectionPath root(String text) throws MalformedProps {
        if (!text.startsWith("/")) {
            throw new MalformedProps("the root is no path");
        }
        return new CollectionPath(List.of(text.substring(1).split("/", -1)));
    }
}
