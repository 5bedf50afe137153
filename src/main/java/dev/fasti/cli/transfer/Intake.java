package dev.fasti.cli.transfer;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberName;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes parcels into the store. Each object is one ordinary write, durable when the next parcel is asked for: what is
 * broken off has taken in what it told, and can be run again, for what is there already is passed over.
 *
 * <p>Several threads may take objects at once; anything else one thread, while no object is on its way.
 */
public final class Intake implements Parcel.Sink {
    private static final int ATTEMPTS = 3;

    private final CollectionStore store;
    private final Admission admission;
    private final ConflictRule rule;
    private final Mode mode;
    private final Report report;
    private final Set<CollectionPath> made = new HashSet<>();
    private volatile @Nullable Place place;

    /** Judges an object by the rules of the collection that it is to be in. */
    @FunctionalInterface
    public interface Admission {
        /**
         * What the object says.
         *
         * @param collection empty if the collection would be made
         * @throws Refusal if it may not be there
         */
        Facts admit(CollectionKind kind, Optional<Collection> collection, byte[] octets) throws Refusal;
    }

    /** Why an object is not taken, in words, without anything of its content. */
    public static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        public Refusal(String message) {
            super(message);
        }
    }

    /** Whether anything is written. */
    public enum Mode {
        WRITE,
        /** Everything is told as if it were. */
        DRY_RUN
    }

    /** What became of an object. */
    public enum Outcome {
        CREATED,
        REPLACED,
        /** It is there already. */
        SAME,
        /** Its UID is there with another content, which stays. */
        CONFLICT,
        /** It is no object that can be kept. */
        REFUSED
    }

    /** Is told what became of everything. */
    public interface Report {
        /** A collection was made, or would be. */
        void made(CollectionPath path);

        /**
         * An object.
         *
         * @param target where it is, or would be; its source where it has no place
         */
        void item(Outcome outcome, String target, String source, String reason);
    }

    private record Place(CollectionPath path, CollectionKind kind, Optional<Collection> collection, boolean isUsable) {}

    public Intake(CollectionStore store, Admission admission, ConflictRule rule, Mode mode, Report report) {
        this.store = store;
        this.admission = admission;
        this.rule = rule;
        this.mode = mode;
        this.report = report;
    }

    @Override
    public void take(Parcel parcel) {
        if (parcel instanceof Parcel.Collection collection) {
            enter(collection);
        } else if (parcel instanceof Parcel.Item item) {
            item(item);
        } else if (parcel instanceof Parcel.Fault fault) {
            report.item(Outcome.REFUSED, fault.source(), fault.source(), fault.reason());
        }
    }

    private void enter(Parcel.Collection wanted) {
        CollectionPath path = wanted.path();
        try {
            Optional<Collection> found = ensure(path, wanted.kind(), wanted);
            boolean isUsable = found.isEmpty() || found.get().snapshot().kind() == wanted.kind();
            if (!isUsable) {
                report.item(
                        Outcome.REFUSED,
                        path + "/",
                        path + "/",
                        "it is there, but not a collection of that kind (" + wanted.kind() + ")");
            }
            place = new Place(path, wanted.kind(), found, isUsable);
        } catch (StoreException.NameTaken | StoreException.ParentRefused | StoreException.NameRefused e) {
            report.item(Outcome.REFUSED, path + "/", path + "/", String.valueOf(e.getMessage()));
            place = new Place(path, wanted.kind(), Optional.empty(), false);
        }
    }

    /** The collection, made with its parents if it is not there; empty in a dry run. */
    private Optional<Collection> ensure(CollectionPath path, CollectionKind kind, Parcel.@Nullable Collection wanted) {
        Optional<Collection> found = store.find(path);
        if (found.isPresent()) {
            return found;
        }
        path.parent().ifPresent(parent -> ensure(parent, CollectionKind.PLAIN, null));
        if (made.add(path)) {
            report.made(path);
        }
        return mode == Mode.DRY_RUN
                ? Optional.empty()
                : Optional.of(store.create(path, kind, wanted == null ? Map.of() : wanted.properties()));
    }

    private void item(Parcel.Item item) {
        Place here = place;
        if (here == null || !here.isUsable()) {
            report.item(Outcome.REFUSED, item.source(), item.source(), "there is no collection to put it in");
            return;
        }
        try {
            Facts facts = admission.admit(here.kind(), here.collection(), item.octets());
            put(here, item, facts);
        } catch (Refusal e) {
            report.item(Outcome.REFUSED, item.source(), item.source(), String.valueOf(e.getMessage()));
        } catch (StoreException.NameRefused e) {
            report.item(Outcome.REFUSED, item.source(), item.source(), String.valueOf(e.getMessage()));
        }
    }

    /** Somebody else may write meanwhile; then it is looked at again. */
    private void put(Place here, Parcel.Item item, Facts facts) throws Refusal {
        for (int attempt = 1; ; attempt++) {
            try {
                tryToPut(here, item, facts);
                return;
            } catch (StoreException.ConditionFailed | StoreException.UidConflict e) {
                if (attempt == ATTEMPTS) {
                    throw new Refusal("somebody else writes there at the same time");
                }
            }
        }
    }

    private void tryToPut(Place here, Parcel.Item item, Facts facts) throws Refusal {
        String extension = here.kind() == CollectionKind.ADDRESSBOOK ? ".vcf" : ".ics";
        String uid = facts.uid() == null ? "" : facts.uid();
        String name = legal(item.name()) ? item.name() : Renaming.name(uid, item.octets(), extension);
        Optional<Member> holder = holder(here, uid, name);
        if (holder.isPresent()) {
            meet(here, item, facts, holder.get(), extension);
            return;
        }
        if (isTaken(here, name)) {
            name = Renaming.name("", item.octets(), extension);
        }
        write(here, name, item, item.octets(), facts, new WriteCondition.Absent(), Outcome.CREATED);
    }

    private static boolean legal(String name) {
        try {
            return !name.isEmpty() && MemberName.require(name).length() < 200;
        } catch (StoreException.NameRefused e) {
            return false;
        }
    }

    /** Who has the UID; for an object without one, who has the name. */
    private static Optional<Member> holder(Place here, String uid, String name) {
        return here.collection()
                .flatMap(collection -> uid.isEmpty()
                        ? collection.snapshot().members().named(name)
                        : collection.snapshot().members().withUid(uid));
    }

    private static boolean isTaken(Place here, String name) {
        return here.collection()
                .flatMap(collection -> collection.snapshot().members().named(name))
                .isPresent();
    }

    private void meet(Place here, Parcel.Item item, Facts facts, Member holder, String extension) throws Refusal {
        Collection collection = here.collection().orElseThrow();
        Optional<Content> content = collection.read(holder.name());
        String target = here.path() + "/" + holder.name();
        String fingerprint = Digests.ofContent(item.octets());
        if (content.isPresent() && Digests.ofContent(content.get().octets()).equals(fingerprint)) {
            report.item(Outcome.SAME, target, item.source(), "");
            return;
        }
        switch (rule) {
            case SKIP ->
                report.item(Outcome.CONFLICT, target, item.source(), "is there with another content, which was kept");
            case REPLACE ->
                write(
                        here,
                        holder.name(),
                        item,
                        item.octets(),
                        facts,
                        new WriteCondition.AnyOf(Set.of(holder.etag())),
                        Outcome.REPLACED);
            case RENAME -> rename(here, item, facts, extension);
        }
    }

    private void rename(Place here, Parcel.Item item, Facts facts, String extension) throws Refusal {
        String uid = facts.uid();
        byte[] octets = item.octets();
        String other = Renaming.otherUid(uid == null ? "" : uid, octets);
        byte[] renamed = uid == null ? octets : Renaming.withUid(octets, other);
        String name = Renaming.name(uid == null ? "" : other, octets, extension);
        Facts now = admission.admit(here.kind(), here.collection(), renamed);
        if (holder(here, uid == null ? "" : other, name).isPresent()) {
            report.item(Outcome.SAME, here.path() + "/" + name, item.source(), "");
            return;
        }
        write(here, name, item, renamed, now, new WriteCondition.Absent(), Outcome.CREATED);
    }

    private void write(
            Place here,
            String name,
            Parcel.Item item,
            byte[] octets,
            Facts facts,
            WriteCondition condition,
            Outcome outcome) {
        if (mode == Mode.WRITE) {
            here.collection().orElseThrow().put(name, octets, facts, condition);
        }
        report.item(outcome, here.path() + "/" + name, item.source(), "");
    }
}
