package dev.fasti.dav;

import dev.fasti.store.path.CollectionPath;
import java.util.Optional;

/**
 * Where something is, or is to be.
 *
 * @param seen where the viewer finds it, and what he is told of it
 * @param real where that is in truth, and what privileges are of; elsewhere within a collection of somebody else that
 *     appears in the viewer's home
 */
public record Place(CollectionPath seen, CollectionPath real) {
    /** The collection around it; empty for a home. */
    public Optional<Place> parent() {
        return seen.parent().flatMap(above -> real.parent().map(around -> new Place(above, around)));
    }
}
