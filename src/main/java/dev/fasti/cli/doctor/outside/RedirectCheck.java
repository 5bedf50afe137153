package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What plain HTTP does beside HTTPS: it should not be there, or send on in a way that keeps the method.
 *
 * @param visitor comes from outside
 * @param plain the URL without TLS
 */
public record RedirectCheck(Visitor visitor, URI plain) implements Check {
    private static final String SUBJECT = "redirect";
    private static final String SAY = "nginx, on port 80: return 308 https://$host$request_uri;";

    @Override
    public List<Finding> findings() {
        Reply reply;
        try {
            reply = visitor.ask("PROPFIND", plain);
        } catch (IOException e) {
            return List.of(Finding.ok(SUBJECT, "plain HTTP is not open at " + plain));
        }
        if (!reply.isRedirect()) {
            return List.of(
                    reply.asksForLogin()
                            ? Finding.fail(
                                    SUBJECT, plain + " asks for passwords without TLS: others can read them", SAY)
                            : Finding.warn(SUBJECT, plain + " answers PROPFIND with " + reply.status(), SAY));
        }
        String location = reply.header("Location").orElse("");
        if (!location.toLowerCase(Locale.ROOT).startsWith("https:")) {
            return List.of(Finding.fail(SUBJECT, plain + " sends on to " + location + ", without TLS", SAY));
        }
        // RFC 9110 section 15.4.4: 303 means GET from now on.
        return List.of(
                reply.status() == 303
                        ? Finding.fail(SUBJECT, plain + " sends on with 303, which makes a GET of each request", SAY)
                        : Finding.ok(SUBJECT, "plain HTTP sends on to TLS, and keeps the method"));
    }
}
