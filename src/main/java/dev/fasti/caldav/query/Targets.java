package dev.fasti.caldav.query;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import java.util.ArrayList;
import java.util.List;

/** The calendars whose members a report is about (RFC 4791 section 7.2). */
final class Targets {
    private Targets() {}

    /** Whether a report can be about what is in this collection. */
    static boolean areIn(DavResource resource) {
        return resource instanceof CollectionResource collection
                && (collection.kind() == CollectionKind.CALENDAR || collection.kind() == CollectionKind.PLAIN);
    }

    /**
     * The calendars whose members are within reach: of a calendar itself at Depth 1, of all that are below any other
     * collection at Depth infinity, since members of calendars are never its own.
     *
     * @param privilege that the viewer needs on each; those without it are left out
     */
    static List<CollectionResource> calendars(ReportContext context, Depth depth, Privilege privilege) {
        List<CollectionResource> found = new ArrayList<>();
        if (context.resource() instanceof CollectionResource target) {
            if (target.kind() == CollectionKind.CALENDAR) {
                if (depth != Depth.ZERO) {
                    found.add(target);
                }
            } else if (depth == Depth.INFINITY) {
                addBelow(context, target.collection().path(), privilege, found);
            }
        }
        return found;
    }

    /** The calendars that are below a collection, those without the privilege left out. */
    static List<CollectionResource> below(ReportContext context, CollectionPath path, Privilege privilege) {
        List<CollectionResource> found = new ArrayList<>();
        addBelow(context, path, privilege, found);
        return found;
    }

    private static void addBelow(
            ReportContext context, CollectionPath path, Privilege privilege, List<CollectionResource> found) {
        for (CollectionResource mount :
                context.resources().mounts().in(path, context.exchange().viewer())) {
            if (mount.kind() == CollectionKind.CALENDAR
                    && context.resources()
                            .privileges(mount, context.exchange().viewer())
                            .contains(privilege)) {
                found.add(mount);
            }
        }
        for (String name : context.resources().children(path)) {
            CollectionPath child = path.child(name);
            if (!context.resources()
                    .privileges(child, context.exchange().viewer())
                    .contains(privilege)) {
                continue;
            }
            context.resources().collection(child).ifPresent(collection -> {
                if (collection.kind() == CollectionKind.CALENDAR) {
                    found.add(collection);
                } else if (collection.kind() == CollectionKind.PLAIN) {
                    addBelow(context, child, privilege, found);
                }
            });
        }
    }
}
