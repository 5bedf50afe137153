package dev.fasti.dav.page;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.store.path.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A configuration profile that sets up calendars and contacts on iOS and macOS (Apple's payloads {@code
 * com.apple.caldav.account} and {@code com.apple.carddav.account}): what its user would type there, but for the password,
 * which the device asks for. It is not signed, which the device tells before it takes the profile.
 *
 * <p>The same user gets the same identifiers from the same server, so that a second profile takes the place of the first.
 */
public final class AppleProfile implements Page {
    /** Of a name that no principal can have. */
    private static final List<String> TARGET = List.of(".fasti", "apple.mobileconfig");

    /** Its path below the root. */
    static final String PATH = String.join("/", TARGET);

    @Override
    public boolean isWanted(DavExchange exchange) {
        return exchange.target().equals(TARGET) && Page.isForSomebody(exchange);
    }

    @Override
    public void answer(DavExchange exchange) {
        if (exchange.origin().isEmpty()) {
            // Nothing could be set up by it.
            throw DavException.notFound();
        }
        Principal self = exchange.viewer().principal().orElseThrow();
        boolean isSecure = exchange.origin().startsWith("https:");
        Address address = Address.of(exchange.authority(), isSecure ? 443 : 80);
        String root = exchange.origin() + exchange.hrefs().root();
        exchange.setHeader("Content-Type", "application/x-apple-aspen-config; charset=utf-8");
        exchange.setHeader("Content-Disposition", "attachment; filename=\"fasti.mobileconfig\"");
        exchange.setHeader("Cache-Control", "no-store");
        MarkupWriter out = new MarkupWriter(exchange.answer(200));
        Template.profile().write(out, gap -> {
            switch (gap) {
                case "host" -> out.text(address.host());
                case "port" -> out.text(Integer.toString(address.port()));
                case "ssl" -> out.markup(isSecure ? "<true/>" : "<false/>");
                case "user" -> out.text(self.name());
                case "principal" -> out.text(exchange.hrefs().principal(self));
                case "profile", "caldav", "carddav" -> out.text(identifier(gap + " " + root + " " + self.name()));
                default -> throw new IllegalStateException("nothing fills " + gap);
            }
        });
        out.finish();
    }

    private static String identifier(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Host and port, as the profile wants to have them apart. */
    private record Address(String host, int port) {
        static Address of(String authority, int usual) {
            int colon = authority.lastIndexOf(':');
            boolean hasPort = colon > authority.lastIndexOf(']')
                    && authority.substring(colon + 1).matches("\\d{1,5}");
            String host = hasPort ? authority.substring(0, colon) : authority;
            return new Address(
                    host.replaceAll("^\\[|]$", ""), hasPort ? Integer.parseInt(authority.substring(colon + 1)) : usual);
        }
    }
}
