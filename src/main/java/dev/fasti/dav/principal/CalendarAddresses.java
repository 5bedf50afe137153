package dev.fasti.dav.principal;

import dev.fasti.dav.Hrefs;
import dev.fasti.store.path.Principal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The addresses by which calendars know a user (RFC 6638 section 2.4.1): the URL of the principal, and before it the
 * login where that is a mail address, because in events organizers and attendees are {@code mailto:} URIs. By it DAVx5
 * and Evolution know who the user is, and iOS and macOS which events are the user's own.
 */
public final class CalendarAddresses {
    /** What stands in a {@code mailto:} URI as it is (RFC 6068 section 2): the addresses that are in use. */
    private static final Pattern MAIL_ADDRESS = Pattern.compile(
            "[\\w.+-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private CalendarAddresses() {}

    /** At least one; the one that others write first. */
    public static List<String> of(Principal user, Hrefs hrefs) {
        String url = hrefs.principal(user);
        return MAIL_ADDRESS.matcher(user.name()).matches() ? List.of("mailto:" + user.name(), url) : List.of(url);
    }
}
