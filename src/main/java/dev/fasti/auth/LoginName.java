package dev.fasti.auth;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.MemberName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The rule for the name of an account. It is the first segment of its owner's URLs and the name of a folder, so it is a
 * legal {@link MemberName} of at most 255 octets; it is compared as it is, letter case included. As a field of an
 * htpasswd line it holds no colon (RFC 7617 section 2 forbids that, too), starts with no {@code #}, and neither starts
 * nor ends with white space. {@code principals} is refused, because {@code /principals/} is no home.
 */
public final class LoginName {
    private static final int LONGEST = 255;
    private static final String PRINCIPALS = "principals";

    private LoginName() {}

    /** Why {@code login} cannot name an account, in words that do not repeat it; empty if it can. */
    public static Optional<String> refusal(String login) {
        try {
            MemberName.require(login);
        } catch (StoreException.NameRefused e) {
            return Optional.ofNullable(e.getMessage());
        }
        if (login.indexOf(':') >= 0) {
            return Optional.of("a login holds a colon");
        }
        if (login.charAt(0) == '#') {
            return Optional.of("a login starts with #");
        }
        if (!login.equals(login.strip())) {
            return Optional.of("a login starts or ends with white space");
        }
        if (login.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of("a login is longer than " + LONGEST + " bytes");
        }
        return login.equals(PRINCIPALS) ? Optional.of("the login \"principals\" is reserved") : Optional.empty();
    }
}
