package dev.fasti.dav;

import java.util.Locale;

/** How far below the target a request reaches (RFC 4918 section 10.2). */
public enum Depth {
    ZERO,
    ONE,
    INFINITY;

    /**
     * The request's depth.
     *
     * @param absent the depth where the header is missing
     * @throws DavException with 400 if the header is none of {@code 0}, {@code 1} and {@code infinity}
     */
    public static Depth of(DavExchange exchange, Depth absent) {
        return exchange.header("Depth").map(Depth::parse).orElse(absent);
    }

    private static Depth parse(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "0" -> ZERO;
            case "1" -> ONE;
            case "infinity" -> INFINITY;
            default -> throw DavException.badRequest("Depth is 0, 1 or infinity");
        };
    }
}
