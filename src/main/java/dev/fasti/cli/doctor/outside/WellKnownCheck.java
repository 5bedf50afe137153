package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether clients that know only the host find the root (RFC 6764 section 5): with and without a slash, by the method
 * that they use.
 *
 * @param visitor comes from outside
 */
public record WellKnownCheck(Visitor visitor) implements Check {
    private static final String SUBJECT = "well-known";

    @Override
    public List<Finding> findings() throws IOException {
        List<Finding> found = new ArrayList<>();
        for (String path : List.of("caldav", "caldav/", "carddav", "carddav/")) {
            URI uri = visitor.url().resolve("/.well-known/" + path);
            Reply reply = visitor.ask("PROPFIND", uri);
            if (reply.isRedirect()) {
                leads(uri, reply.header("Location").orElse(""), found);
            } else if (reply.status() != 207 && !reply.asksForLogin()) {
                found.add(Finding.fail(
                        SUBJECT,
                        uri.getPath() + " answers " + reply.status() + ": clients do not find the server by its name",
                        "let the proxy pass /.well-known/ on, or say there: return 301 "
                                + visitor.url().getPath() + ";"));
            }
        }
        return found.isEmpty()
                ? List.of(Finding.ok(
                        SUBJECT,
                        "caldav and carddav lead to " + visitor.url().getPath() + ", with and without a slash"))
                : found;
    }

    private void leads(URI uri, String location, List<Finding> found) {
        URI target;
        try {
            target = uri.resolve(location);
        } catch (IllegalArgumentException e) {
            target = URI.create("invalid:location");
        }
        URI wanted = visitor.url();
        String path = target.getPath() == null ? "" : target.getPath();
        boolean same = (path.endsWith("/") ? path : path + "/").equals(wanted.getPath())
                && wanted.getScheme().equalsIgnoreCase(target.getScheme())
                && wanted.getHost().equalsIgnoreCase(target.getHost());
        if (!same) {
            found.add(Finding.fail(
                    SUBJECT,
                    uri.getPath() + " leads to " + location + " instead of " + wanted,
                    "let the proxy send X-Forwarded-Prefix, or set server.base_path = \""
                            + wanted.getPath().replaceFirst("/$", "") + "\""));
        }
    }
}
