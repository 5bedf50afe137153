package dev.fasti.cli.transfer;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.cache.Provenance;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
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
    private final CollectionStore store;
    private final Admission admission;
    private final ImportTerms terms;
    private final Report report;
    private final Sources sources;
    private final Set<CollectionPath> made = new HashSet<>();
    private volatile @Nullable Shelf shelf;

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

    /** What became of an object. */
    public enum Outcome {
        CREATED,
        REPLACED,
        /** It is there already. */
        SAME,
        /** Its UID is there with another content, which stays. */
        CONFLICT,
        /** It is no object that can be kept. */
        REFUSED,
        /** It was brought before, and was changed or deleted here since, which stays so. */
        KEPT,
        /** It was brought before, and is no longer there; here it stays. */
        GONE,
        /** It was brought before, is no longer there, and was deleted here. */
        REMOVED
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

    /** The other end of what comes from elsewhere, and may come again. */
    public interface Sources {
        /** What came into a collection from there before. */
        Provenance known(CollectionPath path, String url);

        /** Tells which of the things are wanted that were asked about last, each by its place. */
        void answer(BitSet wanted) throws IOException;
    }

    public Intake(CollectionStore store, Admission admission, ImportTerms terms, Report report, Sources sources) {
        this.store = store;
        this.admission = admission;
        this.terms = terms;
        this.report = report;
        this.sources = sources;
    }

    @Override
    public void take(Parcel parcel) {
        Shelf here = shelf;
        if (parcel instanceof Parcel.Collection collection) {
            enter(collection);
        } else if (parcel instanceof Parcel.Origin origin) {
            answer(here == null ? new BitSet() : here.from(sources.known(here.path(), origin.url()), origin.state()));
        } else if (parcel instanceof Parcel.Listing listing) {
            answer(here == null ? new BitSet() : here.wanted(listing));
        } else if (parcel instanceof Parcel.Complete && here != null) {
            here.complete();
        } else if (parcel instanceof Parcel.Item item && here != null) {
            here.take(item);
        } else if (parcel instanceof Parcel.Item item) {
            report.item(Outcome.REFUSED, item.source(), item.source(), "there is no collection to put it in");
        } else if (parcel instanceof Parcel.Fault fault) {
            report.item(Outcome.REFUSED, fault.source(), fault.source(), fault.reason());
        }
    }

    private void enter(Parcel.Collection wanted) {
        CollectionPath path = wanted.path();
        shelf = null;
        try {
            Optional<Collection> found = ensure(path, wanted.kind(), wanted);
            if (found.isEmpty() || found.get().snapshot().kind() == wanted.kind()) {
                shelf = new Shelf(path, wanted.kind(), found.orElse(null), admission, terms, report);
            } else {
                report.item(
                        Outcome.REFUSED,
                        path + "/",
                        path + "/",
                        "it is there, but not a collection of that kind (" + wanted.kind() + ")");
            }
        } catch (StoreException.NameTaken | StoreException.ParentRefused | StoreException.NameRefused e) {
            report.item(Outcome.REFUSED, path + "/", path + "/", String.valueOf(e.getMessage()));
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
        return terms.isDryRun()
                ? Optional.empty()
                : Optional.of(store.create(path, kind, wanted == null ? Map.of() : wanted.properties()));
    }

    private void answer(BitSet wanted) {
        try {
            sources.answer(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
