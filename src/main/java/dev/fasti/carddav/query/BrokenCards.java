package dev.fasti.carddav.query;

import dev.fasti.store.Member;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.path.CollectionPath;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cards that a query could not look into, each logged once as long as its tag stays the same. Safe for use by any
 * number of threads.
 */
final class BrokenCards {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenCards.class);
    /** Tags that are remembered; beyond that the oldest is forgotten, and may be logged again. */
    private static final int MOST = 1_000;

    private final Set<ETag> known = new LinkedHashSet<>();

    void skipped(CollectionPath book, Member card, String why) {
        if (isNew(card.etag())) {
            LOG.warn("{} in {} is left out of searches: {}", card.name(), book, why);
        }
    }

    private synchronized boolean isNew(ETag etag) {
        if (!known.add(etag)) {
            return false;
        }
        if (known.size() > MOST) {
            known.remove(known.iterator().next());
        }
        return true;
    }
}
