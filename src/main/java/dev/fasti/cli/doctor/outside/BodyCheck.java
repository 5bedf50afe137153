package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Whether a large item comes through. It is offered as nobody, so that it is not stored.
 *
 * @param url of the server's root, with a slash at its end
 * @param largest bytes of the largest item that the server takes ({@code limits.max_resource_size})
 */
public record BodyCheck(URI url, long largest) implements Check {
    private static final String SUBJECT = "proxy";
    private static final int MEGABYTE = 1_000_000;

    @Override
    public List<Finding> findings() throws IOException {
        BodyOffer offer = BodyOffer.make(url.resolve("fasti-doctor/probe"), largest);
        String size = "an item of " + largest / MEGABYTE + " MB";
        String whole = offer.isAsked() ? " (the proxy takes it whole before it passes it on)" : "";
        return List.of(
                switch (offer.status()) {
                    case 401 -> Finding.ok(SUBJECT, size + " comes through" + whole);
                    case 413 ->
                        Finding.fail(
                                SUBJECT,
                                size + " is refused as too large, though limits.max_resource_size allows it",
                                "nginx: client_max_body_size " + (largest / MEGABYTE + 1)
                                        + "m; Apache: LimitRequestBody 0; or a smaller limits.max_resource_size");
                    default ->
                        Finding.warn(
                                SUBJECT,
                                size + " is answered by " + offer.status(),
                                "allow PUT with large bodies in the proxy");
                });
    }
}
