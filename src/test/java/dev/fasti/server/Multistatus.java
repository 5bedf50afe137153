package dev.fasti.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A 207's body. */
public final class Multistatus {
    private final Document document;

    Multistatus(Document document) {
        this.document = document;
    }

    public Document document() {
        return document;
    }

    /** The hrefs of the responses, in order. */
    public List<String> hrefs() {
        return Xml.find(document, "/D:multistatus/D:response/D:href").stream()
                .map(Element::getTextContent)
                .toList();
    }

    /** The status of a whole resource, such as 404 for one that is gone. */
    public Optional<Integer> status(String href) {
        return Xml.find(response(href), "D:status").stream().findFirst().map(Multistatus::code);
    }

    /** A property that was answered with 200. */
    public Optional<Element> property(String href, String name) {
        return propstats(href, 200).stream()
                .flatMap(propstat -> Xml.find(propstat, "D:prop/" + name).stream())
                .findFirst();
    }

    /** The text of a property that was answered with 200. */
    public String text(String href, String name) {
        Optional<Element> property = property(href, name);
        assertThat(property).as("%s of %s", name, href).isPresent();
        return property.orElseThrow().getTextContent();
    }

    /** The status that a property was answered with. */
    public int statusOf(String href, String name) {
        List<Element> found = Xml.find(response(href), "D:propstat[D:prop/" + name + "]/D:status");
        assertThat(found).as("%s of %s", name, href).hasSize(1);
        return code(found.get(0));
    }

    /** The propstats of a status. */
    public List<Element> propstats(String href, int status) {
        return Xml.find(response(href), "D:propstat").stream()
                .filter(propstat -> code(Xml.find(propstat, "D:status").get(0)) == status)
                .toList();
    }

    /** The new token of a sync-collection. */
    public String syncToken() {
        List<Element> token = Xml.find(document, "/D:multistatus/D:sync-token");
        assertThat(token).hasSize(1);
        return token.get(0).getTextContent();
    }

    private Element response(String href) {
        List<Element> found = Xml.find(document, "/D:multistatus/D:response").stream()
                .filter(response ->
                        Xml.find(response, "D:href").get(0).getTextContent().equals(href))
                .toList();
        assertThat(found).as("responses for %s among %s", href, hrefs()).hasSize(1);
        return found.get(0);
    }

    private static int code(Element status) {
        String line = status.getTextContent();
        assertThat(line).matches("HTTP/1\\.1 \\d{3} [A-Za-z ]+");
        return Integer.parseInt(line.substring(9, 12));
    }
}
