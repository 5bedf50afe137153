package dev.fasti.dav;

import dev.fasti.acl.Privilege;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refusal. The error boundary alone turns it into an answer; nothing has been changed when it is thrown. */
public abstract sealed class DavException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private DavException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The request makes no sense (RFC 9110 section 15.5.1). */
    public static DavException badRequest(String message) {
        return new Plain(400, message);
    }

    /** What is asked for does not exist. */
    public static DavException notFound() {
        return new Plain(404, "not found");
    }

    /** A refusal that a status and a sentence say well enough. */
    public static final class Plain extends DavException {
        private static final long serialVersionUID = 1L;

        public Plain(int status, String message) {
            super(status, message);
        }
    }

    /** A refusal that ends by itself: 429 (RFC 6585 section 4) or 503, with the time to wait (RFC 9110 section 10.2.3). */
    public static final class Later extends DavException {
        private static final long serialVersionUID = 1L;

        private final Duration wait;

        public Later(int status, String message, Duration wait) {
            super(status, message);
            this.wait = wait;
        }

        /** In whole seconds, at least one. */
        public long seconds() {
            return Math.max(1, wait.plusMillis(999).toSeconds());
        }
    }

    /** A refusal that names a precondition in a {@code DAV:error} body (RFC 4918 section 16). */
    public static final class Refused extends DavException {
        private static final long serialVersionUID = 1L;

        private final Precondition precondition;
        private final List<String> hrefs;

        /**
         * @param hrefs hrefs that the precondition's element holds, such as the holder of a UID
         */
        public Refused(Precondition precondition, String message, String... hrefs) {
            super(precondition.status(), message);
            this.precondition = precondition;
            this.hrefs = List.of(hrefs);
        }

        /** As above, with another status than the usual one (409, say, or 400 for a client that asks for it). */
        public Refused(Precondition precondition, int status, String message) {
            super(status, message);
            this.precondition = precondition;
            this.hrefs = List.of();
        }

        public Precondition precondition() {
            return precondition;
        }

        public List<String> hrefs() {
            return hrefs;
        }
    }

    /**
     * What lies within the target stands in the way, and so nothing is done at all: a 207 that says what (RFC 4918
     * sections 9.6.1, 9.8.8 and 9.10.3).
     */
    public static final class Within extends DavException {
        private static final long serialVersionUID = 1L;

        private final transient List<Obstacle> obstacles;

        public Within(List<Obstacle> obstacles) {
            super(207, "what is within stands in the way");
            this.obstacles = List.copyOf(obstacles);
        }

        public List<Obstacle> obstacles() {
            return obstacles;
        }
    }

    /**
     * A resource that stands in the way.
     *
     * @param precondition that it breaks; empty where the status says it
     * @param hrefs that the precondition's element holds
     */
    public record Obstacle(String href, int status, Optional<Precondition> precondition, List<String> hrefs) {
        public Obstacle {
            hrefs = List.copyOf(hrefs);
        }

        public Obstacle(String href, int status, Optional<Precondition> precondition, String... hrefs) {
            this(href, status, precondition, List.of(hrefs));
        }
    }

    /** The principal lacks a privilege (RFC 3744 section 7.1.1). */
    public static final class NeedPrivilege extends DavException {
        private static final long serialVersionUID = 1L;

        private final String href;
        private final Privilege privilege;

        /** @param href of the resource that the privilege is missing on */
        public NeedPrivilege(String href, Privilege privilege) {
            super(403, "the privilege " + privilege.local() + " is missing");
            this.href = href;
            this.privilege = privilege;
        }

        public String href() {
            return href;
        }

        public Privilege privilege() {
            return privilege;
        }
    }

    /** Nobody is logged in, or the credentials are wrong (RFC 9110 section 15.5.2). */
    public static final class Unauthorized extends DavException {
        private static final long serialVersionUID = 1L;

        public Unauthorized() {
            super(401, "log in first");
        }
    }

    /** The resource does not have the method (RFC 9110 section 15.5.6). */
    public static final class MethodNotAllowed extends DavException {
        private static final long serialVersionUID = 1L;

        private final List<String> allowed;
        private final @Nullable Precondition precondition;

        /**
         * @param allowed the methods that it has
         * @param precondition that the method demands and the resource's being there breaks; empty for most
         */
        public MethodNotAllowed(List<String> allowed, Optional<Precondition> precondition) {
            super(405, "the resource does not have this method");
            this.allowed = List.copyOf(allowed);
            this.precondition = precondition.orElse(null);
        }

        public Optional<Precondition> precondition() {
            return Optional.ofNullable(precondition);
        }

        public List<String> allowed() {
            return allowed;
        }
    }
}
