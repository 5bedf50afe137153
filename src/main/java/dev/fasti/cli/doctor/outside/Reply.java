package dev.fasti.cli.doctor.outside;

import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status such as 401
 * @param headers all of them
 * @param body not changed by anybody
 */
record Reply(int status, HttpHeaders headers, byte[] body) {
    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Whether this is what Fasti answers to those who have not said who they are. */
    boolean asksForLogin() {
        return status == 401
                && headers.allValues("WWW-Authenticate").stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).startsWith("basic "));
    }

    boolean isRedirect() {
        return status >= 300 && status < 400 && header("Location").isPresent();
    }
}
