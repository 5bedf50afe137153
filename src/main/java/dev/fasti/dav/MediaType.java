package dev.fasti.dav;

import java.util.Locale;

/** What a Content-Type says (RFC 9110 section 8.3.1). */
public final class MediaType {
    /** The type of a sender that does not know, as curl and cadaver are. */
    public static final String UNKNOWN = "application/octet-stream";

    private MediaType() {}

    /** Type and subtype in lower case, without parameters and white space; empty if there is none. */
    public static String essence(String contentType) {
        int semicolon = contentType.indexOf(';');
        String essence = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return essence.strip().toLowerCase(Locale.ROOT);
    }
}
