package dev.fasti.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a login that a client sends becomes the name of an account. Some clients send a mail address where a login is
 * meant, capitalise it, or escape it as in a URL.
 *
 * @param kindnesses what is done, in the order of their declaration
 */
public record LoginForm(Set<Kindness> kindnesses) {
    /** What can be done to a login. */
    public enum Kindness {
        /** {@code alice%40example.org} is {@code alice@example.org}; one that is malformed stays as it is. */
        URL_DECODE,
        /** {@code Alice} is {@code alice}. */
        LOWER_CASE,
        /** {@code alice@example.org} is {@code alice}. */
        STRIP_DOMAIN
    }

    public LoginForm {
        Set<Kindness> copy = EnumSet.noneOf(Kindness.class);
        copy.addAll(kindnesses);
        kindnesses = copy;
    }

    public String apply(String login) {
        String form = login;
        for (Kindness kindness : kindnesses) {
            form = switch (kindness) {
                case URL_DECODE -> decoded(form);
                case LOWER_CASE -> form.toLowerCase(Locale.ROOT);
                case STRIP_DOMAIN -> form.indexOf('@') > 0 ? form.substring(0, form.indexOf('@')) : form;
            };
        }
        return form;
    }

    private static String decoded(String login) {
        try {
            // A plus stands for itself, as it does in a path.
            return URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return login;
        }
    }
}
