package dev.fasti.dav.xml;

import dev.fasti.dav.Names;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/**
 * Streams a {@code DAV:multistatus} (RFC 4918 section 13).
 *
 * <p>A response is {@link #start}, then either one {@link #status} or one or more {@link #startPropstat} …
 * {@link #endPropstat}, then {@link #end}. The propstat of 200 comes first: Thunderbird looks at the first status.
 */
public final class MultiStatusWriter {
    private static final QName MULTISTATUS = Names.dav("multistatus");
    private static final QName RESPONSE = Names.dav("response");
    private static final QName PROPSTAT = Names.dav("propstat");
    private static final QName PROP = Names.dav("prop");
    private static final QName STATUS = Names.dav("status");
    private static final QName ERROR = Names.dav("error");
    private static final QName SYNC_TOKEN = Names.dav("sync-token");
    private static final QName DESCRIPTION = Names.dav("responsedescription");
    private static final Map<Integer, String> LINES = lines(Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(204, "No Content"),
            Map.entry(400, "Bad Request"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(423, "Locked"),
            Map.entry(424, "Failed Dependency"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(507, "Insufficient Storage")));

    private final XmlWriter out;

    /** Starts the document. */
    public MultiStatusWriter(OutputStream stream) {
        this(stream, MULTISTATUS);
    }

    /** Starts a document of another root, such as {@code DAV:mkcol-response}, which holds propstats itself. */
    public MultiStatusWriter(OutputStream stream, QName root) {
        out = new XmlWriter(stream);
        out.start(root);
    }

    private MultiStatusWriter(XmlWriter out) {
        this.out = out;
    }

    /** Writes responses inside a property of another document, which is not finished by it (RFC 3253 section 3.8). */
    public static MultiStatusWriter within(XmlWriter out) {
        return new MultiStatusWriter(out);
    }

    /** Starts a response. */
    public void start(String href) {
        out.start(RESPONSE).href(href);
    }

    /** The status of the resource as a whole. */
    public void status(int status) {
        out.element(STATUS, line(status));
    }

    /** A whole response that is no more than a status. */
    public void response(String href, int status) {
        start(href);
        status(status);
        end();
    }

    /** The precondition that made a response, or a propstat, fail (RFC 4918 section 14.5). */
    public void error(QName precondition) {
        error(precondition, List.of());
    }

    /** As {@link #error(QName)}, with hrefs in the precondition's element. */
    public void error(QName precondition, List<String> hrefs) {
        out.start(ERROR).start(precondition);
        hrefs.forEach(out::href);
        out.end().end();
    }

    /** Opens a propstat and its {@code prop}; properties are written to {@link #writer}. */
    public void startPropstat() {
        out.start(PROPSTAT).start(PROP);
    }

    public void endPropstat(int status) {
        out.end().element(STATUS, line(status)).end();
    }

    /** As {@link #endPropstat(int)}, naming the precondition that failed. */
    public void endPropstat(int status, QName precondition) {
        out.end().element(STATUS, line(status));
        error(precondition);
        out.end();
    }

    /** Where the values of properties go while a propstat is open. */
    public XmlWriter writer() {
        return out;
    }

    /** Ends the response. */
    public void end() {
        out.end();
    }

    /** The new sync token, after the last response (RFC 6578 section 6.4). */
    public void syncToken(String uri) {
        out.element(SYNC_TOKEN, uri);
    }

    /** Words for people, after the last response. */
    public void description(String words) {
        out.element(DESCRIPTION, words);
    }

    /**
     * Ends the document and closes the stream. Only when all has been written, never after a failure.
     *
     * @throws IllegalStateException if a response is still open; nothing is written then
     */
    public void finish() {
        if (out.depth() != 1) {
            throw new IllegalStateException("a response is still open, or all has been finished");
        }
        out.end();
        out.finish();
    }

    private static String line(int status) {
        String line = LINES.get(status);
        if (line == null) {
            throw new IllegalArgumentException("no reason phrase for " + status);
        }
        return line;
    }

    private static Map<Integer, String> lines(Map<Integer, String> reasons) {
        Map<Integer, String> lines = new HashMap<>();
        reasons.forEach((status, reason) -> lines.put(status, "HTTP/1.1 " + status + " " + reason));
        return Map.copyOf(lines);
    }
}
