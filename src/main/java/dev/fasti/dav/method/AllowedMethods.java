package dev.fasti.dav.method;

import dev.fasti.dav.DavResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which methods a resource has: what {@code Allow} says (RFC 9110 section 10.2.1). */
public final class AllowedMethods {
    /** What can make something where nothing is. */
    private static final List<String> ON_NOTHING = List.of("OPTIONS", "PUT", "MKCOL", "MKCALENDAR", "LOCK");

    private final List<DavMethod> methods = new ArrayList<>();

    /** Takes a method into account. Before the first request only. */
    public void add(DavMethod method) {
        methods.add(method);
    }

    /** The names of the methods, in upper case. */
    public List<String> on(Optional<DavResource> target) {
        if (target.isEmpty()) {
            return ON_NOTHING;
        }
        return methods.stream()
                .filter(method -> method.isAllowedOn(target.get()))
                .flatMap(method -> method.names().stream())
                .toList();
    }
}
