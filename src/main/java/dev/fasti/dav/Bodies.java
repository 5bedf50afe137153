package dev.fasti.dav;

import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlReader;
import dev.fasti.dav.xml.XmlWriter;
import java.util.Optional;

/** Reads the XML bodies of requests and starts those of answers. */
public final class Bodies {
    private static final String XML = "application/xml; charset=utf-8";

    private final XmlReader reader;
    private final long maxXmlBody;

    public Bodies(DavLimits limits) {
        this.reader = new XmlReader(limits.xml());
        this.maxXmlBody = limits.maxXmlBody();
    }

    /**
     * The root element of the request's body, whatever its Content-Type says: clients send {@code text/xml}, {@code
     * application/xml} and nothing at all.
     *
     * @return empty if the body is empty
     * @throws DavException with 400 if the body is not well-formed or has a document type, with 413 if it is too large
     */
    public Optional<XmlElement> read(DavExchange exchange) {
        byte[] body = exchange.body(maxXmlBody);
        return body.length == 0 ? Optional.empty() : Optional.of(reader.read(body, exchange::work));
    }

    /** As {@link #read}, where a body is needed. */
    public XmlElement require(DavExchange exchange) {
        return read(exchange).orElseThrow(() -> DavException.badRequest("a body is missing"));
    }

    /** Starts a 207. */
    public static MultiStatusWriter multiStatus(DavExchange exchange) {
        exchange.setHeader("Content-Type", XML);
        return new MultiStatusWriter(exchange.answer(207));
    }

    /** Starts the answer that says what became of a new collection's properties (RFC 5689 section 5.2). */
    public static MultiStatusWriter mkcolResponse(DavExchange exchange, int status) {
        exchange.setHeader("Content-Type", XML);
        return new MultiStatusWriter(exchange.answer(status), Names.dav("mkcol-response"));
    }

    /** Starts an answer with an XML body of another kind. */
    public static XmlWriter xml(DavExchange exchange, int status) {
        exchange.setHeader("Content-Type", XML);
        return new XmlWriter(exchange.answer(status));
    }
}
