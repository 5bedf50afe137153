package dev.fasti.dav.principal;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** A property by which principals are searched (RFC 3744 section 9.5). */
enum Searchable {
    DISPLAY_NAME(Names.dav("displayname"), "Name") {
        @Override
        List<String> texts(DavResource principal, Principals principals, Hrefs hrefs) {
            if (principal instanceof PrincipalResource user) {
                return List.of(principals.nameOf(user.principal()));
            }
            return principal instanceof GroupResource group
                    ? List.of(group.group().name())
                    : List.of();
        }
    },
    ADDRESS(Names.caldav("calendar-user-address-set"), "Calendar address") {
        @Override
        List<String> texts(DavResource principal, Principals principals, Hrefs hrefs) {
            return principal instanceof PrincipalResource user
                    ? CalendarAddresses.of(user.principal(), hrefs)
                    : List.of();
        }
    };

    private final QName property;
    private final String description;

    Searchable(QName property, String description) {
        this.property = property;
        this.description = description;
    }

    QName property() {
        return property;
    }

    /** In English, for a person who searches. */
    String description() {
        return description;
    }

    /** The property's texts, of which one has to match; none for a principal that does not have it. */
    abstract List<String> texts(DavResource principal, Principals principals, Hrefs hrefs);

    /** The one that is searched by this property; empty if that finds nothing. */
    static Optional<Searchable> by(QName property) {
        for (Searchable each : values()) {
            if (each.property.equals(property)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
