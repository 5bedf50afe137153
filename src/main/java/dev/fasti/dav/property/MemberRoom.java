package dev.fasti.dav.property;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;

/** The memory that a report takes for the content of a member, one member after the other. */
public enum MemberRoom {
    /** It is answered as it is kept. */
    CONTENT(1),
    /** It is looked into. */
    PARSED(3);

    private static final int NOT_NOW = 503;

    private final int times;

    MemberRoom(int times) {
        this.times = times;
    }

    /** How many octets that is. */
    public long of(Member member) {
        return times * member.size();
    }

    /**
     * Asks for it.
     *
     * @return false if the member is larger than the memory could ever hold: one such must not keep the others from clients
     * @throws DavException with 503 if others have the memory now. Then the whole answer fails: clients that sync would
     *     take an answer without the member for all there is
     */
    public boolean isThere(DavExchange exchange, Member member) {
        try {
            exchange.work(of(member), 0);
            return true;
        } catch (DavException e) {
            if (e.status() == NOT_NOW) {
                throw e;
            }
            return false;
        }
    }

    /** As above, for a member that may not be there. */
    boolean isThere(DavExchange exchange, Snapshot collection, String name) {
        return collection
                .members()
                .named(name)
                .map(member -> isThere(exchange, member))
                .orElse(true);
    }
}
