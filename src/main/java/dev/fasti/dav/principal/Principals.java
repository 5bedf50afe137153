package dev.fasti.dav.principal;

import dev.fasti.acl.Directory;
import dev.fasti.acl.Group;
import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyHolders;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Users and groups, as far as a viewer may know of them (RFC 3744 section 2). */
public final class Principals {
    /** Under which a home keeps what its owner is called. */
    public static final PropertyName DISPLAY_NAME = new PropertyName(PropertyName.OURS, "principal-displayname");

    /** Whom users may know of. */
    public enum Listing {
        /** All users and groups, by their names. */
        EVERYBODY,
        /** Themselves, and the groups that they are in. */
        ONESELF
    }

    private final Directory directory;
    private final PropertyHolders names;
    private final Listing listing;

    /** @param names finds what users are called */
    public Principals(Directory directory, PropertyHolders names, Listing listing) {
        this.directory = directory;
        this.names = names;
        this.listing = listing;
    }

    /** Whether the viewer may know of everybody there is. */
    public boolean areOpenTo(Viewer viewer) {
        return listing == Listing.EVERYBODY && viewer.principal().isPresent();
    }

    /** The user or group of this name, as in a URL; empty if there is none that the viewer may know of. */
    public Optional<DavResource> named(String name, Viewer viewer) {
        try {
            if (GroupResource.isName(name)) {
                Group group = GroupResource.group(name);
                return mayKnow(group, viewer) && directory.membersOf(group).isPresent()
                        ? Optional.of(new GroupResource(group))
                        : Optional.empty();
            }
            Principal who = new Principal(name);
            return viewer.is(who) || (areOpenTo(viewer) && directory.isUser(who))
                    ? Optional.of(new PrincipalResource(who))
                    : Optional.empty();
        } catch (StoreException.NameRefused e) {
            return Optional.empty();
        }
    }

    /** All that the viewer may know of: groups, then users, by name. */
    public List<DavResource> visibleTo(Viewer viewer) {
        List<DavResource> found = new ArrayList<>();
        groups(viewer).forEach(group -> found.add(new GroupResource(group)));
        if (areOpenTo(viewer)) {
            directory.users().forEach(user -> found.add(new PrincipalResource(user)));
        } else {
            viewer.principal().ifPresent(self -> found.add(new PrincipalResource(self)));
        }
        return found;
    }

    private Set<Group> groups(Viewer viewer) {
        Set<Group> groups = areOpenTo(viewer)
                ? directory.groups()
                : viewer.principal().map(directory::groupsOf).orElse(Set.of());
        return new TreeSet<>(groups);
    }

    private boolean mayKnow(Group group, Viewer viewer) {
        return areOpenTo(viewer)
                || viewer.principal()
                        .filter(self -> directory.groupsOf(self).contains(group))
                        .isPresent();
    }

    /** What a user has chosen to be called, else what the source of accounts says, else the login name. */
    public String nameOf(Principal who) {
        PropertyValue chosen = names.holders(DISPLAY_NAME).get(who.home());
        return chosen instanceof PropertyValue.Text text && !text.text().isBlank()
                ? text.text()
                : directory.nameOf(who).orElse(who.name());
    }

    /** The groups that a user is in and that the viewer may know of, by name. */
    public List<Group> groupsOf(Principal who, Viewer viewer) {
        return new TreeSet<>(directory.groupsOf(who))
                .stream().filter(group -> mayKnow(group, viewer)).toList();
    }

    /** The members of a group that the viewer may know of. */
    public List<Principal> membersOf(Group group, Viewer viewer) {
        return directory.membersOf(group).orElse(Set.of()).stream()
                .filter(member -> areOpenTo(viewer) || viewer.is(member))
                .toList();
    }
}
