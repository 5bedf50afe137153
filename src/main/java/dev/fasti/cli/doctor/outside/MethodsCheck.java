package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether what is before the server lets all methods through. They are asked for as nobody, so that none does anything.
 *
 * @param visitor comes from outside
 */
public record MethodsCheck(Visitor visitor) implements Check {
    private static final String SUBJECT = "proxy";
    private static final List<String> METHODS = List.of(
            "PROPFIND",
            "REPORT",
            "MKCALENDAR",
            "MKCOL",
            "PROPPATCH",
            "PUT",
            "DELETE",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "ACL",
            "POST");

    @Override
    public List<Finding> findings() throws IOException {
        List<String> stopped = new ArrayList<>();
        for (String method : METHODS) {
            Reply reply = visitor.ask(method, visitor.url().resolve("fasti-doctor/probe"));
            if (!reply.asksForLogin()) {
                stopped.add(method + " (" + reply.status() + ")");
            }
        }
        return List.of(
                stopped.isEmpty()
                        ? Finding.ok(SUBJECT, "all methods come through")
                        : Finding.fail(
                                SUBJECT,
                                "these methods do not come through: " + String.join(", ", stopped),
                                "allow them in the proxy (nginx: no limit_except and no dav_methods; Apache: no <Limit>;"
                                        + " firewalls: WebDAV)"));
    }
}
