package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the server answers at its URL, asks for a password there, and has the same time as this machine.
 *
 * @param visitor comes from outside
 * @param clock this machine's
 */
public record ReachCheck(Visitor visitor, Clock clock) implements Check {
    private static final String SUBJECT = "url";
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    @Override
    public List<Finding> findings() throws IOException {
        Reply reply;
        try {
            reply = visitor.ask("PROPFIND", visitor.url());
        } catch (IOException e) {
            return List.of(unreached(e));
        }
        List<Finding> found = new ArrayList<>();
        found.add(answer(reply));
        time(reply).ifPresent(found::add);
        return found;
    }

    private Finding unreached(IOException e) {
        String url = visitor.url().toString();
        String host = visitor.url().getHost();
        if (e.getCause() instanceof UnresolvedAddressException
                || e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException) {
            return Finding.fail(
                    SUBJECT, host + " has no address", "make an A or AAAA record of " + host + " in the DNS");
        }
        if (e instanceof HttpTimeoutException) {
            return Finding.fail(
                    SUBJECT, url + " does not answer in time", "open its port in the firewall and on the router");
        }
        if (e instanceof ConnectException) {
            return Finding.fail(
                    SUBJECT,
                    "nobody listens at " + url,
                    "start the proxy or the server there, and compare server.host and server.port");
        }
        return Finding.fail(
                SUBJECT,
                url + " breaks the connection: "
                        + String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?"),
                "compare http and https in the URL with what is spoken on this port");
    }

    private Finding answer(Reply reply) {
        String url = visitor.url().toString();
        if (reply.isRedirect()) {
            return Finding.warn(
                    SUBJECT, url + " sends on to " + reply.header("Location").orElse(""), "give clients that URL");
        }
        if (reply.asksForLogin()) {
            return reply.header("X-Request-Id").isPresent()
                    ? Finding.ok(SUBJECT, url + " answers and asks for a password")
                    : Finding.warn(
                            SUBJECT,
                            url + " asks for a password, but not in Fasti's name: something before it does",
                            "let the proxy ask for no password (nginx: auth_basic off), and pass on Authorization");
        }
        return switch (reply.status()) {
            case 200, 207 ->
                Finding.fail(
                        SUBJECT,
                        url + " answers without a password: phones do not connect, and anybody may look",
                        "is auth.type \"none\", or does a list open the root? fasti check-config");
            case 401 ->
                Finding.fail(
                        SUBJECT,
                        url + " answers 401 without WWW-Authenticate: Basic, so clients ask for no password",
                        "let the proxy pass that header on, or ask for no login itself");
            case 502, 503, 504 ->
                Finding.fail(
                        SUBJECT,
                        url + " answers " + reply.status() + ": the proxy does not reach Fasti",
                        "compare the proxy's target with what fasti status says");
            default ->
                Finding.fail(
                        SUBJECT,
                        url + " answers PROPFIND with " + reply.status() + ": this is not Fasti's root",
                        "name the root (with server.base_path, if set); docs/deploy/proxy.md shows the proxy's part");
        };
    }

    private Optional<Finding> time(Reply reply) {
        Optional<String> date = reply.header("Date");
        if (date.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration off = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(
                    off.abs().compareTo(TOLERANCE) <= 0
                            ? Finding.ok(SUBJECT, "its clock agrees with this one")
                            : Finding.warn(
                                    SUBJECT,
                                    "its clock is " + off.abs().toSeconds() + " s "
                                            + (off.isNegative() ? "behind" : "ahead of") + " this one",
                                    "sudo timedatectl set-ntp true, on both"));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
