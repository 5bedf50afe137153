package dev.fasti.dav.milton;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.property.PropertyName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.xml.namespace.QName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns exceptions into answers (RFC 4918 section 16). */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final QName ERROR = Names.dav("error");
    private static final QName REASON = new QName(PropertyName.OURS, "reason");

    /** Memory is not there again soon. */
    private static final Duration MEMORY_WAIT = Duration.ofMinutes(5);

    private final String challenge;

    /** @param realm what the challenge names (RFC 7617 section 2); a quoted string's content */
    Refusals(String realm) {
        this.challenge = "Basic realm=\"" + realm.replace("\\", "\\\\").replace("\"", "\\\"") + "\", charset=\"UTF-8\"";
    }

    /**
     * Answers for what was thrown.
     *
     * @throws RuntimeException the problem itself if the answer has been started: the connection must break then
     */
    void answer(DavExchange exchange, Exception problem) {
        if (exchange.isAnswered()) {
            throw problem instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(problem);
        }
        if (problem instanceof DavException refusal) {
            log.debug("{} refused with {}: {}", exchange.method(), refusal.status(), refusal.getMessage());
            refuse(exchange, refusal);
        } else if (problem instanceof StoreException refusal) {
            refuse(exchange, byStore(refusal));
        } else if (problem instanceof UncheckedIOException gone) {
            throw gone;
        } else {
            bug(exchange, problem);
        }
    }

    private static DavException byStore(StoreException problem) {
        if (problem instanceof StoreException.Full) {
            log.error("The store is full", problem);
            return new DavException.Refused(Precondition.SUFFICIENT_DISK_SPACE, "the store is full");
        }
        if (problem instanceof StoreException.QuotaExceeded) {
            return new DavException.Refused(Precondition.QUOTA_NOT_EXCEEDED, words(problem));
        }
        if (problem instanceof StoreException.Unavailable) {
            log.error("The store failed", problem);
            return new DavException.Plain(503, "the store failed");
        }
        if (problem instanceof StoreException.NoMemory) {
            return new DavException.Later(503, words(problem), MEMORY_WAIT);
        }
        return new DavException.Plain(statusOf(problem), words(problem));
    }

    private static String words(Exception problem) {
        String message = problem.getMessage();
        return message == null ? "refused" : message;
    }

    private static int statusOf(StoreException problem) {
        if (problem instanceof StoreException.NotFound) {
            return 404;
        }
        if (problem instanceof StoreException.ConditionFailed) {
            return 412;
        }
        return problem instanceof StoreException.NameTaken
                        || problem instanceof StoreException.ParentMissing
                        || problem instanceof StoreException.UidConflict
                ? 409
                : 403;
    }

    private static void bug(DavExchange exchange, Exception problem) {
        log.error("{} failed", exchange.method(), problem);
        text(
                exchange,
                500,
                "Something is wrong with the server. The log tells more under request " + exchange.id() + ".");
    }

    private void refuse(DavExchange exchange, DavException refusal) {
        if (refusal instanceof DavException.Unauthorized) {
            exchange.setHeader("WWW-Authenticate", challenge);
        } else if (refusal instanceof DavException.MethodNotAllowed method) {
            exchange.setHeader("Allow", String.join(", ", method.allowed()));
        } else if (refusal instanceof DavException.Later later) {
            exchange.setHeader("Retry-After", Long.toString(later.seconds()));
        } else if (refusal.status() == 503) {
            exchange.setHeader("Retry-After", "30");
        }
        if (refusal instanceof DavException.Within within) {
            multiStatus(exchange, within);
        } else if (refusal instanceof DavException.Refused named) {
            precondition(exchange, named);
        } else if (refusal instanceof DavException.NeedPrivilege need) {
            needPrivileges(exchange, need);
        } else if (refusal instanceof DavException.MethodNotAllowed method
                && method.precondition().isPresent()) {
            error(exchange, 405, method.precondition().get());
        } else {
            text(exchange, refusal.status(), words(refusal));
        }
    }

    /**
     * The precondition, and beside it what is wrong in words, for who reads the log of a client that cannot upload an item.
     * Clients pass over elements that they do not know (RFC 4918 section 17).
     */
    private static void precondition(DavExchange exchange, DavException.Refused refusal) {
        XmlWriter out = Bodies.xml(exchange, refusal.status());
        out.start(ERROR).start(refusal.precondition().element());
        refusal.hrefs().forEach(out::href);
        out.end().element(REASON, words(refusal)).end();
        out.finish();
    }

    private static void multiStatus(DavExchange exchange, DavException.Within refusal) {
        MultiStatusWriter out = Bodies.multiStatus(exchange);
        for (DavException.Obstacle obstacle : refusal.obstacles()) {
            out.start(obstacle.href());
            out.status(obstacle.status());
            obstacle.precondition().ifPresent(precondition -> out.error(precondition.element(), obstacle.hrefs()));
            out.end();
        }
        out.finish();
    }

    private static void error(DavExchange exchange, int status, Precondition precondition) {
        XmlWriter out = Bodies.xml(exchange, status);
        out.start(ERROR).empty(precondition.element()).end();
        out.finish();
    }

    /** RFC 3744 section 7.1.1. */
    private static void needPrivileges(DavExchange exchange, DavException.NeedPrivilege refusal) {
        Privilege privilege = refusal.privilege();
        XmlWriter out = Bodies.xml(exchange, refusal.status());
        out.start(ERROR).start(Names.dav("need-privileges")).start(Names.dav("resource"));
        out.href(refusal.href());
        out.start(Names.dav("privilege"))
                .empty(new QName(privilege.namespace(), privilege.local()))
                .end();
        out.end().end().end();
        out.finish();
    }

    private static void text(DavExchange exchange, int status, String words) {
        exchange.setHeader("Content-Type", "text/plain; charset=utf-8");
        try (OutputStream out = exchange.answer(status)) {
            out.write((words + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
