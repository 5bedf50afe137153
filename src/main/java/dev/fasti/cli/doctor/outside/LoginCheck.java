package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import dev.fasti.cli.transfer.remote.Login;
import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlLimits;
import dev.fasti.dav.xml.XmlReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * What a user's requests look like when they arrive: with password, depth, public name and path. It changes nothing.
 *
 * @param visitor comes from outside; without a login there is nothing to look at
 */
public record LoginCheck(Visitor visitor) implements Check {
    private static final String SUBJECT = "login";
    private static final XmlReader XML = new XmlReader(new XmlLimits(64, 64, 100_000, 1 << 20));
    private static final String PROPFIND = "<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\""
            + " xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><prop><current-user-principal/><C:calendar-home-set/>"
            + "</prop></propfind>";
    private static final String HEADERS =
            "let the proxy pass all request headers on; docs/deploy/proxy.md shows how for four of them";

    @Override
    public List<Finding> findings() throws IOException {
        Optional<Login> login = visitor.login();
        return login.isEmpty() ? List.of() : findings(login.get());
    }

    private List<Finding> findings(Login login) throws IOException {
        Reply root;
        try {
            root = propfind(login, visitor.url(), "0");
        } catch (SSLException e) {
            return List.of(Finding.fail(
                    SUBJECT, "no password was sent, for the certificate is not good", "mend what tls says above"));
        }
        if (root.status() == 401) {
            return List.of(Finding.fail(
                    SUBJECT,
                    login.user() + " is not let in",
                    "try another password: fasti user passwd " + login.user()
                            + "; if it is right, the proxy keeps the Authorization header to itself"));
        }
        if (root.status() == 403) {
            return List.of(Finding.fail(SUBJECT, "the Depth header does not arrive", HEADERS));
        }
        Optional<URI> principal = href(root, "current-user-principal");
        if (root.status() != 207 || principal.isEmpty()) {
            return List.of(Finding.fail(SUBJECT, "the root answers " + root.status() + " and names no user", HEADERS));
        }
        List<Finding> found = new ArrayList<>();
        found.add(Finding.ok(SUBJECT, login.user() + " is let in"));
        found.add(base(principal.get()));
        Optional<URI> home = href(propfind(login, principal.get(), "0"), "calendar-home-set");
        if (home.isPresent()) {
            found.add(depth(login, home.get()));
            Reply members = propfind(login, home.get(), "1");
            Optional<URI> collection = hrefs(members)
                    .filter(each -> !each.getPath().equals(home.get().getPath()))
                    .findFirst();
            if (collection.isPresent()) {
                found.add(destination(login, collection.get()));
            }
        }
        return found;
    }

    private Finding base(URI principal) {
        String path = visitor.url().getPath();
        return principal.getPath().startsWith(path)
                ? Finding.ok(SUBJECT, "paths begin with " + path + ", as they should")
                : Finding.fail(
                        SUBJECT,
                        "Fasti thinks that its paths begin otherwise than with " + path + ": it names "
                                + principal.getPath(),
                        "let the proxy send X-Forwarded-Prefix and trust it (server.trusted_proxies), or set"
                                + " server.base_path = \"" + path.replaceFirst("/$", "") + "\"");
    }

    /** Only a header that has arrived is refused (RFC 4918 section 9.1). */
    private Finding depth(Login login, URI home) throws IOException {
        Reply reply = propfind(login, home, "infinity");
        return reply.status() == 403
                ? Finding.ok(SUBJECT, "the Depth header arrives")
                : Finding.fail(SUBJECT, "the Depth header does not arrive: infinity is " + reply.status(), HEADERS);
    }

    /** A copy onto itself is 403 if the server knows the public name for its own, and 502 if not (RFC 4918 9.8.5). */
    private Finding destination(Login login, URI collection) throws IOException {
        Reply reply = visitor.askAs(
                login, "COPY", collection, Map.of("Destination", collection.toString(), "Overwrite", "F"), "");
        return switch (reply.status()) {
            case 403, 412 -> Finding.ok(SUBJECT, "the Destination header arrives, and names this server");
            case 502 ->
                Finding.fail(
                        SUBJECT,
                        "Fasti does not know that it is " + visitor.url().getRawAuthority() + ": moving items fails",
                        "nginx: proxy_set_header Host $http_host; and X-Forwarded-Proto $scheme, with the proxy's"
                                + " address in server.trusted_proxies");
            default ->
                Finding.fail(SUBJECT, "the Destination header does not arrive: COPY is " + reply.status(), HEADERS);
        };
    }

    private Reply propfind(Login login, URI uri, String depth) throws IOException {
        return visitor.askAs(login, "PROPFIND", uri, Map.of("Depth", depth), PROPFIND);
    }

    private Optional<URI> href(Reply reply, String property) {
        return properties(reply)
                .filter(each -> each.name().getLocalPart().equals(property))
                .flatMap(each -> each.children(Names.dav("href")).stream())
                .map(href -> visitor.url().resolve(href.text().strip()))
                .findFirst();
    }

    private Stream<URI> hrefs(Reply reply) {
        return responses(reply)
                .flatMap(each -> each.child(Names.dav("href")).stream())
                .map(href -> visitor.url().resolve(href.text().strip()));
    }

    private static Stream<XmlElement> properties(Reply reply) {
        return responses(reply)
                .flatMap(each -> each.children(Names.dav("propstat")).stream())
                .flatMap(each -> each.children(Names.dav("prop")).stream())
                .flatMap(each -> each.children().stream());
    }

    private static Stream<XmlElement> responses(Reply reply) {
        if (reply.status() != 207) {
            return Stream.empty();
        }
        try {
            return XML.read(reply.body()).children(Names.dav("response")).stream();
        } catch (DavException e) {
            return Stream.empty();
        }
    }
}
