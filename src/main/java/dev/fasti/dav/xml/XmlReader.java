package dev.fasti.dav.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import dev.fasti.dav.DavException;
import dev.fasti.dav.Precondition;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Reads a request's XML body into {@link XmlElement}s (RFC 4918 section 8.2). Safe for use by several threads.
 *
 * <p>The encoding is the one that the byte order mark or the XML declaration names, else UTF-8. Comments and
 * processing instructions are dropped, entities of XML itself and character references are undone. A document type
 * declaration is refused whatever it holds (RFC 4918 section 20.6), so there is nothing external to fetch and nothing
 * to blow up.
 *
 * <p>Text is kept as it is, except that white space between elements is dropped outside of properties' values. The
 * children of {@code DAV:prop} that do not set {@code xml:lang} themselves get the one in force (RFC 4918 section
 * 4.3).
 */
public final class XmlReader {
    private static final int INPUT_BUFFER = 1024;

    private final XmlLimits limits;
    private final WstxInputFactory factory;

    public XmlReader(XmlLimits limits) {
        this.limits = limits;
        factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_INPUT_BUFFER_LENGTH, INPUT_BUFFER);
        // One more than the limit, which TreeBuilder applies: these bound only what the parser itself gathers.
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.maxAttributes() + 1);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.maxTextLength() + 1);
    }

    /**
     * Reads a whole document.
     *
     * @param memory asked before much of it is taken
     * @return the root element
     * @throws DavException with 400 if the body is not well-formed XML 1.0 with namespaces, or has a document type
     *     declaration; with 413 if it goes beyond a limit; with 403 and {@code DAV:no-external-entities} if its
     *     document type is an external one
     */
    public XmlElement read(byte[] body, Allowance memory) {
        Weight weight = new Weight(body.length, memory);
        try {
            XMLStreamReader2 in = (XMLStreamReader2) factory.createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                return read(in, weight);
            } finally {
                in.close();
            }
        } catch (XMLStreamException | WstxLazyException e) {
            throw refusal(e);
        }
    }

    /** As {@link #read(byte[], Allowance)}, whatever it takes. */
    public XmlElement read(byte[] body) {
        return read(body, Allowance.ANY);
    }

    private XmlElement read(XMLStreamReader2 in, Weight weight) throws XMLStreamException {
        // XML 1.1 has control characters, which could never be given back in an answer of XML 1.0.
        if (in.getVersion() != null && !in.getVersion().equals("1.0")) {
            throw DavException.badRequest("the body is not XML 1.0");
        }
        TreeBuilder tree = new TreeBuilder(limits, weight);
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> tree.start(in);
                case XMLStreamConstants.END_ELEMENT -> tree.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> tree.text(in);
                case XMLStreamConstants.DTD -> throw documentType(in);
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw DavException.badRequest("the body refers to an entity that XML does not have");
                default -> {
                    // Comments, processing instructions, white space around the root.
                }
            }
        }
        weight.whole();
        return tree.root();
    }

    private static DavException documentType(XMLStreamReader2 in) throws XMLStreamException {
        String systemId = in.getDTDInfo() == null ? null : in.getDTDInfo().getDTDSystemId();
        if (systemId != null && !systemId.isEmpty()) {
            return new DavException.Refused(
                    Precondition.NO_EXTERNAL_ENTITIES, "the body has an external document type");
        }
        return DavException.badRequest("the body has a document type declaration");
    }

    private static DavException refusal(Exception e) {
        String message = e.getMessage();
        if (message != null && message.contains("limit (")) {
            return new DavException.Plain(413, "the body's XML has too many or too long attributes");
        }
        return DavException.badRequest("the body is not well-formed XML");
    }
}
