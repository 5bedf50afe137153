package dev.fasti.dav.page;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.Root;
import dev.fasti.dav.MediaType;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.Site;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a browser is shown at the root: the viewer's collections with their URLs, and what to enter in each client.
 *
 * <p>Only who names HTML among what is accepted gets it (RFC 9110 section 12.5.1), so that nothing changes for clients
 * of WebDAV. Somebody's collections are nobody else's business: no cache keeps the page.
 */
public final class LandingPage implements Page {
    private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*(;|$)");

    private final Site site;

    public LandingPage(Site site) {
        this.site = site;
    }

    @Override
    public boolean isWanted(DavExchange exchange) {
        return exchange.target().isEmpty()
                && Page.isForSomebody(exchange)
                && exchange.header("Accept").filter(LandingPage::namesHtml).isPresent();
    }

    private static boolean namesHtml(String accept) {
        for (String range : accept.split(",")) {
            if (MediaType.essence(range).equals("text/html")
                    && !REFUSED.matcher(range).find()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void answer(DavExchange exchange) {
        site.require(exchange, new Root(), Privilege.READ);
        Principal self = exchange.viewer().principal().orElseThrow();
        Template template = Template.landing();
        exchange.setHeader("Content-Type", "text/html; charset=utf-8");
        exchange.setHeader("Content-Security-Policy", template.policy());
        exchange.setHeader("X-Content-Type-Options", "nosniff");
        exchange.setHeader("Referrer-Policy", "no-referrer");
        exchange.setHeader("Cache-Control", "no-store");
        MarkupWriter out = new MarkupWriter(exchange.answer(200));
        String root = exchange.origin() + exchange.hrefs().root();
        template.write(out, gap -> {
            switch (gap) {
                case "name" -> out.text(site.resources().principals().nameOf(self));
                case "user" -> out.text(self.name());
                case "root" -> out.text(root);
                case "server" -> out.text(server(exchange, root));
                case "profile" -> out.text(exchange.hrefs().root() + AppleProfile.PATH);
                case "collections" -> new Rows(out, exchange).all(self.home());
                default -> throw new IllegalStateException("nothing fills " + gap);
            }
        });
        out.finish();
    }

    /** What Apple's clients want to hear: the host alone, or the whole URL where there is a port or a path. */
    private static String server(DavExchange exchange, String root) {
        String authority = exchange.authority();
        boolean isPlain = exchange.hrefs().root().equals("/") && authority.indexOf(':') < 0;
        return isPlain && !authority.isEmpty() ? authority : root;
    }

    /** The lines of a table, one for each collection that the viewer may read. */
    private final class Rows {
        private final MarkupWriter out;
        private final DavExchange exchange;
        private final ResourceFinder resources = site.resources();
        private boolean isEmpty = true;

        Rows(MarkupWriter out, DavExchange exchange) {
            this.out = out;
            this.exchange = exchange;
        }

        void all(CollectionPath home) {
            inside(home);
            resources.mounts().in(home, exchange.viewer(), this::withoutRoom).forEach(this::row);
            if (isEmpty) {
                out.markup("<tr><td colspan=\"3\">There are none yet: a client makes them.</td></tr>\n");
            }
        }

        private void inside(CollectionPath path) {
            for (String name : resources.children(path)) {
                try {
                    resources.collection(path.child(name)).filter(this::row).ifPresent(found -> {
                        if (found.kind() == CollectionKind.PLAIN) {
                            inside(path.child(name));
                        }
                    });
                } catch (StoreException.NoMemory e) {
                    withoutRoom(path.child(name));
                }
            }
        }

        /** Writes the line of a collection that cannot be opened; all in the viewer's home may be told of. */
        private void withoutRoom(CollectionPath place) {
            isEmpty = false;
            out.markup("<tr><th scope=\"row\"><bdi>").text(place.name());
            out.markup("</bdi></th><td colspan=\"2\">larger than the server's memory has room for</td></tr>\n");
        }

        /** Writes the line of a collection, if the viewer may read it. */
        private boolean row(CollectionResource found) {
            Set<Privilege> privileges = resources.privileges(found, exchange.viewer());
            if (!privileges.contains(Privilege.READ)) {
                return false;
            }
            isEmpty = false;
            out.markup("<tr><th scope=\"row\"><bdi>")
                    .text(DeadProperties.displayName(found))
                    .markup("</bdi></th><td>");
            out.markup(kind(found.kind())).markup(privileges.contains(Privilege.BIND) ? "" : ", read only");
            out.markup("</td><td><code>")
                    .text(exchange.origin() + found.href(exchange.hrefs()))
                    .markup("</code></td></tr>\n");
            return true;
        }

        private static String kind(CollectionKind kind) {
            return switch (kind) {
                case CALENDAR -> "Calendar";
                case ADDRESSBOOK -> "Address book";
                case SUBSCRIBED -> "Subscription";
                case PLAIN -> "Folder";
            };
        }
    }
}
