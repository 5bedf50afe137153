package dev.fasti.cli.frame;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import java.util.List;
import java.util.stream.Stream;

/** Paths of collections as people type them. */
public final class CollectionPaths {
    private CollectionPaths() {}

    /** Slashes may be left out at both ends. */
    public static CollectionPath parse(String text) throws CommandFailure {
        List<String> segments =
                Stream.of(text.split("/")).filter(part -> !part.isEmpty()).toList();
        try {
            return new CollectionPath(segments);
        } catch (IllegalArgumentException | StoreException e) {
            throw new CommandFailure("no path of a collection: " + text);
        }
    }
}
