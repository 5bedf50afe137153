package dev.fasti.http;

import dev.fasti.auth.LoginName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login that a reverse proxy vouches for in a header field. It is for the caller to see that the request comes by a
 * proxy that is trusted.
 *
 * @param header the field's name
 * @param secretHeader the field that proves the proxy; empty for none
 * @param secret what that field has to hold
 * @param form what is done to the login
 */
public record ProxyLogin(String header, String secretHeader, String secret, UnaryOperator<String> form) {
    private static final Logger log = LoggerFactory.getLogger(ProxyLogin.class);

    /** The login; empty where the proxy names nobody, more than one, or nobody that an account may be called. */
    Optional<String> of(Request request) {
        List<String> names = request.getHeaders().getValuesList(header);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (!isProven(request)) {
            log.warn("A trusted proxy sent {} without the secret that goes with it: ignored", header);
            return Optional.empty();
        }
        return names.size() != 1
                ? Optional.empty()
                : Optional.of(form.apply(names.get(0)))
                        // Two fields that somebody has joined into one.
                        .filter(login -> login.indexOf(',') < 0)
                        .filter(login -> LoginName.refusal(login).isEmpty());
    }

    private boolean isProven(Request request) {
        if (secretHeader.isEmpty()) {
            return true;
        }
        String given = request.getHeaders().get(secretHeader);
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The request without the password that the proxy has looked at, and may pass on. */
    static Request withoutPassword(Request request) {
        HttpFields.Mutable fields = HttpFields.build(request.getHeaders()).remove(HttpHeader.AUTHORIZATION);
        HttpFields rest = fields.asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return rest;
            }
        };
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "ProxyLogin[" + header + "]";
    }
}
