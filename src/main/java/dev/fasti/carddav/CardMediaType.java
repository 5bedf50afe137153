package dev.fasti.carddav;

import dev.fasti.dav.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media type of address objects (RFC 6350 section 10.1). */
final class CardMediaType {
    /** Of everything that we serve. */
    static final String SERVED = "text/vcard; charset=utf-8";

    static final String ESSENCE = "text/vcard";

    /** The versions that clients may store and ask for. */
    static final List<String> VERSIONS = List.of("3.0", "4.0");

    /** What vCard was called before RFC 6350: RFC 2426 section 4, and the custom that went before it. */
    private static final Set<String> FORMER = Set.of("text/directory", "text/x-vcard");

    private static final Pattern VERSION = Pattern.compile("(?im)^VERSION:[ \\t]*([0-9.]{1,8})[ \\t]*\\r?$");

    private CardMediaType() {}

    /**
     * Whether content of this type may become an address object, if it turns out to be one.
     *
     * <p>No type, or {@code application/octet-stream}, says that the sender does not know (RFC 9110 section 8.3): so
     * do curl and cadaver, and a plain folder that holds a file of that name. Any other type says that it is something else.
     */
    static boolean isAdmitted(Optional<String> contentType) {
        String essence = MediaType.essence(contentType.orElse(""));
        return essence.isEmpty()
                || essence.equals(ESSENCE)
                || FORMER.contains(essence)
                || essence.equals(MediaType.UNKNOWN);
    }

    /** The version that a card claims; empty if it claims none. */
    static Optional<String> versionOf(byte[] card) {
        Matcher matcher = VERSION.matcher(new String(card, StandardCharsets.ISO_8859_1));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
