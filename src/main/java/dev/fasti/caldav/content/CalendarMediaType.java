package dev.fasti.caldav.content;

import dev.fasti.dav.MediaType;
import java.util.Optional;

/** The media type of calendar objects (RFC 5545 section 8.1). */
public final class CalendarMediaType {
    /** Of everything that we serve. */
    public static final String SERVED = "text/calendar; charset=utf-8";

    public static final String ESSENCE = "text/calendar";
    public static final String VERSION = "2.0";

    private CalendarMediaType() {}

    /**
     * Whether content of this type may become a calendar object, if it turns out to be one.
     *
     * <p>No type, or {@code application/octet-stream}, says that the sender does not know (RFC 9110 section 8.3): so
     * do curl and cadaver, and a plain folder that holds a file of that name. Any other type says that it is something else.
     */
    public static boolean isAdmitted(Optional<String> contentType) {
        String essence = MediaType.essence(contentType.orElse(""));
        return essence.isEmpty() || essence.equals(ESSENCE) || essence.equals(MediaType.UNKNOWN);
    }
}
