package dev.fasti.dav;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a request prefers of its answer: the {@code Prefer} header (RFC 7240 section 2), and {@code Brief: t}, in which
 * Apple's and Microsoft's clients ask for {@link Preference#MINIMAL} and which does not count beside a {@code Prefer}
 * (RFC 8144 appendix A).
 *
 * <p>A preference is a wish: what is not known, or makes no sense, is as if it had not been said.
 */
public final class Preferences {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*+)\"";

    /** One preference with its value; parameters are skipped, for none that is known here has any. */
    private static final Pattern PREFERENCE =
            Pattern.compile("\\G[\\s,]*(" + TOKEN + ")(?:\\s*=\\s*(?:" + QUOTED + "|(" + TOKEN + ")))?((?:\\s*;(?:\\s*"
                    + TOKEN + "(?:\\s*=\\s*(?:" + QUOTED + "|" + TOKEN + "))?)?)*+)\\s*(?=,|$)");

    private Preferences() {}

    /** Whether the request prefers this. */
    public static boolean has(DavExchange exchange, Preference preference) {
        return of(exchange).contains(preference);
    }

    /**
     * What of these the request prefers. The caller will do it: the answer says so, and that it depends on the
     * preference (RFC 7240 sections 2 and 3).
     */
    public static Set<Preference> apply(DavExchange exchange, Preference... possible) {
        Set<Preference> applied = of(exchange);
        applied.retainAll(Set.of(possible));
        if (!applied.isEmpty()) {
            exchange.setHeader(
                    "Preference-Applied",
                    applied.stream().map(Preference::words).collect(Collectors.joining(", ")));
            exchange.setHeader("Vary", exchange.header("Prefer").isPresent() ? "Prefer" : "Brief");
        }
        return applied;
    }

    private static Set<Preference> of(DavExchange exchange) {
        Set<Preference> found = EnumSet.noneOf(Preference.class);
        Optional<String> prefer = exchange.header("Prefer");
        if (prefer.isPresent()) {
            found.addAll(parse(prefer.get()));
        } else if (exchange.header("Brief")
                .filter(value -> value.strip().equalsIgnoreCase("t"))
                .isPresent()) {
            found.add(Preference.MINIMAL);
        }
        return found;
    }

    /** What is known in the header's value, up to where it is malformed; the first of one name counts. */
    static Set<Preference> parse(String header) {
        Map<String, String> said = new HashMap<>();
        Matcher matcher = PREFERENCE.matcher(header);
        while (matcher.find()) {
            String value = Optional.ofNullable(matcher.group(2))
                    .map(quoted -> quoted.replaceAll("\\\\(.)", "$1"))
                    .or(() -> Optional.ofNullable(matcher.group(3)))
                    .orElse("");
            said.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        Set<Preference> known = EnumSet.noneOf(Preference.class);
        for (Preference preference : Preference.values()) {
            String[] words = preference.words().split("=");
            String value = words.length == 1 ? "" : words[1];
            if (value.equalsIgnoreCase(said.get(words[0]))) {
                known.add(preference);
            }
        }
        return known;
    }
}
