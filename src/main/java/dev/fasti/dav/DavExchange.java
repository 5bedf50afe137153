package dev.fasti.dav;

import dev.fasti.acl.Viewer;
import dev.fasti.store.Author;
import dev.fasti.store.path.Principal;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** One request and the answer to it, whatever carries them. Used by one thread. */
public interface DavExchange {
    /** The method's name in upper case. */
    String method();

    /** The segments of the request's path below the base path, decoded; empty for the root. Never holds "..". */
    List<String> target();

    /** Whether the request's path ends with a slash, as clients write those of collections (RFC 4918 section 5.2). */
    default boolean isSlashed() {
        return true;
    }

    /** A header's value; several fields of one name are joined by {@code ", "} (RFC 9110 section 5.2). */
    Optional<String> header(String name);

    /**
     * Sets who asks, once, after authentication.
     *
     * @throws IllegalStateException if it has been set
     */
    void admit(Viewer who);

    /**
     * Who asks.
     *
     * @throws IllegalStateException before {@link #admit}
     */
    Viewer viewer();

    /** Who makes the changes that are asked for, as the history tells it; after {@link #admit}. */
    default Author author() {
        String user = viewer().principal().map(Principal::name).orElse("");
        return new Author(user, header("User-Agent").orElse(""), method());
    }

    /** Makes and reads the hrefs of this exchange, which know its base path. */
    Hrefs hrefs();

    /**
     * Host and port by which the client knows us, trusted proxies heard: what {@link Hrefs#read} compares absolute
     * URIs with. Empty if the request does not say.
     */
    String authority();

    /**
     * Scheme, host and port by which the client knows us, such as {@code https://cal.example.org}, trusted proxies heard;
     * empty if the request does not say.
     */
    default String origin() {
        return authority().isEmpty() ? "" : "http://" + authority();
    }

    /** The name of this exchange in the log; "-" if it has none. */
    default String id() {
        return "-";
    }

    /** The login that the connection itself proves, by the client's certificate or by a trusted proxy: one that an account may have. */
    default Optional<String> provenLogin() {
        return Optional.empty();
    }

    /** The client's address, trusted proxies heard. */
    InetAddress client();

    /**
     * Reads the whole body, its content coding undone.
     *
     * @param limit the most octets that are accepted
     * @throws DavException with 413 if there are more, 400 if the client's body breaks off, 415 for an unknown coding,
     *     408 if it comes too slowly
     */
    byte[] body(long limit);

    /**
     * Says that the answer will hold so many octets in memory at once, until it is over.
     *
     * @throws DavException with 503 if others hold too many now
     */
    default void reserve(long octets) {}

    /**
     * Says that the work on the request is about to take so many octets of memory. What it said before has been taken by
     * now, or will not be.
     *
     * @param held octets that it has taken already
     * @throws DavException with 413 if there is never room for both together, 503 if there is none now
     */
    default void work(long octets, long held) {}

    /** Sets a header of the answer. Before {@link #answer} only. */
    void setHeader(String name, String value);

    /**
     * Starts the answer and gives the stream for its body. What has been written can no longer be taken back: a
     * failure from here on must break the connection, so that a cut answer never looks whole.
     *
     * @param status the final status
     */
    OutputStream answer(int status);

    /** Answers with a status, the headers set so far, and no body. */
    void answerEmpty(int status);

    /** Whether the answer has been started. */
    boolean isAnswered();
}
