package dev.fasti.caldav.query;

import dev.fasti.store.Member;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.path.CollectionPath;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The items that queries pass over because they cannot be read: each content is told to the log once. */
final class Skipped {
    private static final Logger LOG = LoggerFactory.getLogger(Skipped.class);

    /** Of so many we remember that they have been told; then we begin anew. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Set<ETag> told = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();

    /** @param why a few words, without anything of the content */
    void add(CollectionPath calendar, Member member, String why) {
        count.incrementAndGet();
        if (told.size() >= MOST_REMEMBERED) {
            told.clear();
        }
        if (told.add(member.etag())) {
            LOG.warn("{} in {} is left out of queries: {}", member.name(), calendar, why);
        }
    }

    /** As {@link #add(CollectionPath, Member, String)}, for a failure that nobody expected. */
    void add(CollectionPath calendar, Member member, RuntimeException failure) {
        count.incrementAndGet();
        if (told.add(member.etag())) {
            LOG.error("{} in {} is left out of queries", member.name(), calendar, failure);
        }
    }

    /** How often an item has been passed over, the same one in several queries included. */
    long count() {
        return count.get();
    }
}
