package dev.fasti.http;

import dev.fasti.dav.DavException;
import dev.fasti.heap.HeapRoom;
import dev.fasti.http.pace.BodyBudget;
import java.util.Arrays;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that one request takes, and by what it is refused where there is none: 413 if there never will be (RFC 9110
 * section 15.5.14), 503 if others have it now. The log says so of each that the heap has no room for.
 */
final class RequestMemory {
    private static final Logger LOG = LoggerFactory.getLogger(RequestMemory.class);

    private final Request request;
    private final BodyBudget budget;
    private final BodyBudget.Share share;

    RequestMemory(Request request, BodyBudget budget) {
        this.request = request;
        this.budget = budget;
        this.share = budget.open();
    }

    /**
     * An array for the body.
     *
     * @param before what it takes the place of
     */
    byte[] array(byte[] before, int octets) {
        if (!share.take(Math.max(0, octets - before.length))) {
            throw new DavException.Plain(503, "too many bodies are on their way here");
        }
        work(octets, 0);
        byte[] array = Arrays.copyOf(before, octets);
        share.taken();
        return array;
    }

    /** As {@link dev.fasti.dav.DavExchange#work}. */
    void work(long octets, long held) {
        switch (share.expect(octets, held)) {
            case THERE -> {}
            case NOT_NOW -> throw refused(503, octets);
            case NEVER -> throw refused(413, octets + held);
        }
    }

    /** As {@link dev.fasti.dav.DavExchange#reserve}. */
    void answer(long octets) {
        if (!share.take(octets)) {
            throw new DavException.Plain(503, "too many large answers are on their way");
        }
        if (share.expect(octets, 0) != BodyBudget.Room.THERE) {
            throw refused(503, octets);
        }
    }

    /** The refusal of a body that has more octets than there could ever be room for. */
    DavException tooLarge(long octets) {
        return refused(413, budget.room().workingOn(octets));
    }

    /** The most octets that a body may have for the heap's sake. */
    long mostOfBody() {
        return budget.mostOfBody();
    }

    /** Gives all of it back. */
    void release() {
        share.release();
    }

    private DavException refused(int status, long octets) {
        HeapRoom room = budget.room();
        LOG.warn(
                "{} {} is refused with {}: it takes about {} MB of memory, and Java has {} MB left of {} MB. Give the container"
                        + " more, or Java by JAVA_OPTS=-Xmx (docs/performance.md#memory)",
                request.getMethod(),
                request.getHttpURI().getPath(),
                status,
                (octets >> 20) + 1,
                Math.max(0, room.left() >> 20),
                room.most() >> 20);
        return new DavException.Plain(
                status,
                status == 413
                        ? "the request takes more memory than the server has"
                        : "the server has too little memory left for the request");
    }
}
