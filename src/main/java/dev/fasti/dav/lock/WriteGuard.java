package dev.fasti.dav.lock;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Site;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.path.CollectionPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets a method write as the {@code If} header and the locks allow, and as if both had been looked at in the very step
 * that writes (RFC 4918 sections 7 and 10.4). Authorisation comes before (section 8.1), reading the body, too.
 */
public final class WriteGuard {
    private final Site site;

    public WriteGuard(Site site) {
        this.site = site;
    }

    /**
     * Writes to the store.
     *
     * @param touched all that the write changes
     * @param write gets what the {@code If} header requires of the request's target as a member, for the store to check
     * @throws DavException with 412 if {@code If} does not hold, then with 423 if the token of a lock is missing that
     *     protects what is touched, or 207 if such a lock lies below it; {@code write} has not been called
     */
    public <T> T write(DavExchange exchange, List<Touch> touched, Function<WriteCondition, T> write) {
        return guard(exchange, touched, write, Hold.Mode.TOGETHER);
    }

    /** As {@link #write}, for what has no outcome. */
    public void run(DavExchange exchange, List<Touch> touched, Consumer<WriteCondition> write) {
        write(exchange, touched, condition -> {
            write.accept(condition);
            return touched;
        });
    }

    /** As {@link #write}, with nobody writing meanwhile; for changes of locks. */
    <T> T alone(DavExchange exchange, List<Touch> touched, Function<WriteCondition, T> write) {
        return guard(exchange, touched, write, Hold.Mode.ALONE);
    }

    /**
     * Checks the {@code If} header of a method that only reads.
     *
     * @throws DavException with 412 if it does not hold
     */
    public void requireIf(DavExchange exchange) {
        header(exchange).ifPresent(header -> new IfEvaluation(site, exchange, header).condition());
    }

    private <T> T guard(DavExchange exchange, List<Touch> touched, Function<WriteCondition, T> write, Hold.Mode asked) {
        Optional<IfHeader> header = header(exchange);
        Request request = new Request(
                touched,
                header.map(present -> new IfEvaluation(site, exchange, present)),
                new Submitted(site, exchange, header.map(IfHeader::submitted).orElse(Set.of())));
        boolean isAlone = asked == Hold.Mode.ALONE || request.needsStillness() || endsLocks(touched);
        Optional<T> done = attempt(request, write, isAlone ? Hold.Mode.ALONE : Hold.Mode.TOGETHER);
        return done.isPresent()
                ? done.get()
                : attempt(request, write, Hold.Mode.ALONE).orElseThrow();
    }

    /** Empty, with nothing done, if locks came to be meanwhile that are to be changed alone. */
    private <T> Optional<T> attempt(Request request, Function<WriteCondition, T> write, Hold.Mode mode) {
        Hold hold = site.locks().hold(request.paths(), mode);
        try {
            if (mode == Hold.Mode.TOGETHER && endsLocks(request.touched())) {
                return Optional.empty();
            }
            WriteCondition condition =
                    request.evaluation().map(IfEvaluation::condition).orElseGet(WriteCondition.Always::new);
            request.submitted().require(request.touched());
            T result = write.apply(condition);
            dropUnmapped(request.touched());
            return Optional.of(result);
        } finally {
            hold.release();
        }
    }

    /** Whether a lock may end with what is touched: that is then to be done alone. */
    private boolean endsLocks(List<Touch> touched) {
        return touched.stream()
                .anyMatch(touch -> touch.extent() == Touch.Extent.MAPPING
                        && !site.locks().within(touch.path()).isEmpty());
    }

    /** A lock ends with the request by which its root comes to name nothing (RFC 4918 section 6.1). */
    private void dropUnmapped(List<Touch> touched) {
        List<WriteLock> gone = touched.stream()
                .filter(touch -> touch.extent() == Touch.Extent.MAPPING)
                .flatMap(touch -> site.locks().within(touch.path()).stream())
                .filter(lock -> site.resources().at(lock.root()).isEmpty())
                .distinct()
                .toList();
        if (!gone.isEmpty()) {
            site.locks().drop(gone);
        }
    }

    private static Optional<IfHeader> header(DavExchange exchange) {
        return exchange.header("If").map(IfHeader::parse);
    }

    /** What a request touches, requires and submits. */
    private record Request(List<Touch> touched, Optional<IfEvaluation> evaluation, Submitted submitted) {
        boolean needsStillness() {
            return evaluation.filter(IfEvaluation::needsStillness).isPresent();
        }

        /** All that is looked at or changed. */
        Set<CollectionPath> paths() {
            Set<CollectionPath> paths = new HashSet<>();
            touched.forEach(touch -> paths.add(touch.path()));
            evaluation.ifPresent(named -> paths.addAll(named.paths()));
            return paths;
        }
    }
}
