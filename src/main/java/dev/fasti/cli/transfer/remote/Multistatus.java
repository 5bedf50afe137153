package dev.fasti.cli.transfer.remote;

import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlElement;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** What another server says of resources (RFC 4918 section 13): the properties that it has given. */
final class Multistatus {
    private final URI uri;
    private final List<Resource> resources = new ArrayList<>();

    /** One resource. @param properties those with status 200, or without one */
    record Resource(URI uri, Map<QName, XmlElement> properties) {
        Optional<XmlElement> property(QName name) {
            return Optional.ofNullable(properties.get(name));
        }

        boolean is(QName type) {
            return property(Names.dav("resourcetype"))
                    .flatMap(types -> types.child(type))
                    .isPresent();
        }

        /** Whether it is a collection, and of no further kind (RFC 4918 section 15.9). */
        boolean isPlainCollection() {
            return property(Names.dav("resourcetype"))
                    .filter(types -> types.children().size() == 1)
                    .flatMap(types -> types.child(Names.dav("collection")))
                    .isPresent();
        }

        /** Whether it is what has this URL, with a slash at its end or without one. */
        boolean isAt(URI other) {
            return uri.getRawPath()
                    .replaceAll("/+$", "")
                    .equals(other.getRawPath().replaceAll("/+$", ""));
        }

        /** The last segment of its URL, decoded. */
        String name() {
            return lastSegment(uri);
        }

        /** The URLs in a property. */
        List<URI> hrefs(QName name) throws RemoteFailure {
            List<URI> hrefs = new ArrayList<>();
            Optional<XmlElement> property = property(name);
            if (property.isPresent()) {
                for (XmlElement href : property.get().children(Names.dav("href"))) {
                    hrefs.add(DavClient.resolve(uri, href.text()));
                }
            }
            return hrefs;
        }
    }

    /** @param uri what was asked */
    Multistatus(URI uri, XmlElement root) throws RemoteFailure {
        this.uri = uri;
        if (!root.is(Names.dav("multistatus"))) {
            throw new RemoteFailure(207, uri + " answers with something else than a multistatus");
        }
        for (XmlElement response : root.children(Names.dav("response"))) {
            Optional<XmlElement> href = response.child(Names.dav("href"));
            if (href.isPresent()) {
                resources.add(new Resource(DavClient.resolve(uri, href.get().text()), properties(response)));
            }
        }
    }

    /** The last segment of a URL, decoded. */
    static String lastSegment(URI uri) {
        String path = uri.getRawPath().replaceAll("/+$", "");
        String raw = path.substring(path.lastIndexOf('/') + 1);
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<QName, XmlElement> properties(XmlElement response) {
        Map<QName, XmlElement> properties = new HashMap<>();
        for (XmlElement propstat : response.children(Names.dav("propstat"))) {
            String status =
                    propstat.child(Names.dav("status")).map(XmlElement::text).orElse(" 200 ");
            if (status.contains(" 200")) {
                propstat.child(Names.dav("prop"))
                        .ifPresent(prop -> prop.children().forEach(each -> properties.put(each.name(), each)));
            }
        }
        return properties;
    }

    /** What was asked, after redirections. */
    URI uri() {
        return uri;
    }

    List<Resource> resources() {
        return resources;
    }
}
