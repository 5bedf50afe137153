package dev.fasti.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** XML in tests: bodies to send, and XPath over what comes back. */
public final class Xml {
    /** The prefixes that bodies and paths in tests use. */
    static final Map<String, String> PREFIXES = Map.of(
            "D", "DAV:",
            "C", "urn:ietf:params:xml:ns:caldav",
            "CR", "urn:ietf:params:xml:ns:carddav",
            "CS", "http://calendarserver.org/ns/",
            "I", "http://apple.com/ns/ical/",
            "X", "http://example.com/ns/");

    private Xml() {}

    /** A document with every prefix declared on its root. */
    public static String document(String root, String content) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><").append(root);
        PREFIXES.forEach((prefix, namespace) -> out.append(" xmlns:")
                .append(prefix)
                .append("=\"")
                .append(namespace)
                .append('"'));
        return out.append('>')
                .append(content)
                .append("</")
                .append(root)
                .append('>')
                .toString();
    }

    public static String propfind(String... properties) {
        return document("D:propfind", "<D:prop><" + String.join("/><", properties) + "/></D:prop>");
    }

    public static String syncCollection(String token) {
        return document(
                "D:sync-collection",
                "<D:sync-token>" + token
                        + "</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>");
    }

    public static String proppatch(String set) {
        return document("D:propertyupdate", "<D:set><D:prop>" + set + "</D:prop></D:set>");
    }

    /** A document of extended MKCOL or of MKCALENDAR. */
    public static String creation(String root, String set) {
        return document(root, "<D:set><D:prop>" + set + "</D:prop></D:set>");
    }

    public static Document parse(byte[] body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not XML: " + new String(body, StandardCharsets.UTF_8), e);
        }
    }

    /** An element's names, attributes and content in one spelling, whatever its prefixes. */
    public static String canonical(Node node) {
        if (!(node instanceof Element element)) {
            return node.getTextContent();
        }
        StringBuilder out = new StringBuilder(
                "<{" + Objects.toString(element.getNamespaceURI(), "") + "}" + element.getLocalName());
        NamedNodeMap attributes = element.getAttributes();
        IntStream.range(0, attributes.getLength())
                .mapToObj(attributes::item)
                .filter(attribute -> !XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI()))
                .map(attribute -> " {" + Objects.toString(attribute.getNamespaceURI(), "") + "}"
                        + attribute.getLocalName() + "=" + attribute.getNodeValue())
                .sorted()
                .forEach(out::append);
        out.append('>');
        NodeList content = element.getChildNodes();
        for (int i = 0; i < content.getLength(); i++) {
            out.append(canonical(content.item(i)));
        }
        return out.append("</>").toString();
    }

    /** The elements that an XPath finds. */
    public static List<Element> find(Node from, String path) {
        try {
            XPath xpath = XPathFactory.newInstance().newXPath();
            xpath.setNamespaceContext(new Prefixes());
            NodeList nodes = (NodeList) xpath.evaluate(path, from, XPathConstants.NODESET);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                elements.add((Element) nodes.item(i));
            }
            return elements;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static final class Prefixes implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return PREFIXES.getOrDefault(prefix, "");
        }

        @Override
        public String getPrefix(String namespace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            throw new UnsupportedOperationException();
        }
    }
}
