package dev.fasti.dav.share;

import dev.fasti.acl.AccessPolicy;
import dev.fasti.acl.Ace;
import dev.fasti.acl.Acl;
import dev.fasti.acl.Grantee;
import dev.fasti.acl.Privilege;
import dev.fasti.acl.Shares;
import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Snapshot;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The calendars and address books of others that appear in a user's home, because clients look nowhere else: those
 * that were shared with the user by name, or with a group that the user is in, and that the user may read and has not
 * hidden. Nobody but the user sees them there.
 *
 * <p>Rights are looked at each time, so that one that is taken away ends with the next request.
 */
public final class Mounts {
    private static final Set<CollectionKind> MOUNTED =
            Set.of(CollectionKind.CALENDAR, CollectionKind.ADDRESSBOOK, CollectionKind.SUBSCRIBED);

    private final CollectionStore store;
    private final AccessPolicy policy;
    private final Shares shares;

    public Mounts(CollectionStore store, AccessPolicy policy, Shares shares) {
        this.store = store;
        this.policy = policy;
        this.shares = shares;
    }

    /**
     * All that appear in this collection, which is the viewer's home or has none.
     *
     * @throws StoreException.NoMemory if one of them cannot be opened
     */
    public List<CollectionResource> in(CollectionPath home, Viewer viewer) {
        return in(home, viewer, place -> {
            throw new StoreException.NoMemory();
        });
    }

    /**
     * As above.
     *
     * @param withoutRoom told of the places of those that cannot be opened
     */
    public List<CollectionResource> in(CollectionPath home, Viewer viewer, Consumer<CollectionPath> withoutRoom) {
        List<CollectionResource> found = new ArrayList<>();
        if (home.isHome() && viewer.is(home.owner())) {
            for (CollectionPath original : shares.with(home.owner())) {
                try {
                    mount(viewer, home.owner(), original).ifPresent(found::add);
                } catch (StoreException.NoMemory e) {
                    withoutRoom.accept(place(home.owner(), original));
                }
            }
        }
        return found;
    }

    /** The one that is at this place or holds it; empty for a place that is really there, or nowhere. */
    public Optional<CollectionResource> around(CollectionPath place, Viewer viewer) {
        List<String> segments = place.segments();
        if (segments.size() < 2 || !MountName.couldBe(segments.get(1)) || !viewer.is(place.owner())) {
            return Optional.empty();
        }
        CollectionPath itself = place.owner().home().child(segments.get(1));
        return shares.with(place.owner()).stream()
                .filter(original -> MountName.isOf(segments.get(1), original))
                .flatMap(original -> mount(viewer, place.owner(), original).stream())
                .filter(mount -> mount.place().equals(itself))
                .findFirst();
    }

    /** Where a place is in truth: in the original, for one in a mounted collection; else where it says. */
    public CollectionPath behind(CollectionPath place, Viewer viewer) {
        Optional<CollectionResource> mount = around(place, viewer);
        if (mount.isEmpty()) {
            return place;
        }
        CollectionPath path = mount.get().collection().path();
        for (String below : place.segments().subList(2, place.segments().size())) {
            path = path.child(below);
        }
        return path;
    }

    /** Hides a mounted collection from its user until other things than now are granted. */
    public void hide(CollectionResource mount, Viewer viewer, Author author) {
        Principal who = viewer.principal().orElseThrow();
        CollectionPath original = mount.collection().path();
        store.find(who.home())
                .ifPresent(home -> home.by(author)
                        .patch(new OwnView(original).hidden(Optional.of(shares.grants(who, mount.snapshot())))));
    }

    /** Shows a collection again to a user who has hidden it. */
    public void show(Principal who, CollectionPath original, Author author) {
        OwnView view = new OwnView(original);
        store.find(who.home())
                .filter(home -> view.isHidden(home.snapshot().properties()))
                .ifPresent(home -> home.by(author).patch(view.hidden(Optional.empty())));
    }

    /**
     * Shows a collection again to its user, who has hidden it and now makes one, of that kind or of none, where it was.
     *
     * @return whether there is one
     */
    public boolean showAt(CollectionPath place, CollectionKind kind, Viewer viewer, Author author) {
        Optional<CollectionPath> hidden =
                place.segments().size() != 2 || !MountName.couldBe(place.name()) || !viewer.is(place.owner())
                        ? Optional.empty()
                        : shares.with(place.owner()).stream()
                                .filter(original -> MountName.isOf(place.name(), original)
                                        && isHidden(viewer, place.owner(), original, kind)
                                        && place(place.owner(), original).equals(place))
                                .findFirst();
        hidden.ifPresent(original -> show(place.owner(), original, author));
        return hidden.isPresent();
    }

    private boolean isHidden(Viewer viewer, Principal who, CollectionPath original, CollectionKind kind) {
        Optional<CollectionKind> there = store.find(original)
                .map(shared -> shared.snapshot().kind())
                .filter(each -> MOUNTED.contains(each) && (kind == CollectionKind.PLAIN || kind == each));
        return there.isPresent()
                && policy.privileges(viewer, original).contains(Privilege.READ)
                && store.find(who.home())
                        .filter(home ->
                                new OwnView(original).isHidden(home.snapshot().properties()))
                        .isPresent();
    }

    /** Shows a collection to the users who had hidden it and whom another list than before names anew. */
    public void showAnew(CollectionResource before, Acl after, Author author) {
        Acl old = Shares.list(before.snapshot());
        for (Ace entry : after.entries()) {
            if (entry.grantee() instanceof Grantee.User user
                    && old.about(entry.grantee()).isEmpty()) {
                show(user.principal(), before.collection().path(), author);
            }
        }
    }

    private Optional<CollectionResource> mount(Viewer viewer, Principal who, CollectionPath original) {
        try {
            Optional<Collection> shared = store.find(original);
            Optional<Collection> home = store.find(who.home());
            return shared.isPresent() && home.isPresent()
                    ? mount(viewer, who, shared.get(), home.get())
                    : Optional.empty();
        } catch (StoreException.NotFound e) {
            return Optional.empty();
        }
    }

    private Optional<CollectionResource> mount(Viewer viewer, Principal who, Collection shared, Collection home) {
        Snapshot seen = shared.lastSeen();
        OwnView view = new OwnView(shared.path());
        if (!MOUNTED.contains(seen.kind())
                || !policy.privileges(viewer, shared.path()).contains(Privilege.READ)
                || view.isHidden(home.lastSeen().properties(), shares.grants(who, seen))) {
            return Optional.empty();
        }
        Collection mounted = new MountedCollection(shared, home, view);
        return Optional.of(new CollectionResource(mounted, mounted.lastSeen(), place(who, shared.path())));
    }

    private CollectionPath place(Principal who, CollectionPath original) {
        int number = 1;
        CollectionPath place = who.home().child(MountName.of(original));
        while (store.lastSeen(place).isPresent()) {
            number++;
            place = who.home().child(MountName.of(original, number));
        }
        return place;
    }
}
