package dev.fasti.cli.transfer;

import dev.fasti.cli.transfer.Intake.Outcome;
import dev.fasti.cli.transfer.Intake.Report;
import dev.fasti.store.Collection;
import dev.fasti.store.Member;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.cache.Provenance;
import dev.fasti.store.file.cache.Provenance.Piece;
import dev.fasti.store.path.CollectionPath;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was brought from one collection of another server before, beside what it has there and here now. What has not
 * changed there is not asked for again; nothing that has changed here, or was deleted, is taken for what was brought.
 *
 * <p>Listings come from one thread, notes from several.
 */
final class BroughtBefore {
    private static final String DELETED =
            "was deleted here since it was brought, and stays so (--fetch-all brings it again)";
    private static final String GONE = "is no longer there, and stays here (--remove-gone removes it)";
    private static final String GONE_AND_CHANGED = "is no longer there, but was changed here since, and stays";

    private final CollectionPath path;
    private final @Nullable Collection collection;
    private final Provenance known;
    private final String state;
    private final ImportTerms terms;
    private final Report report;
    private final Set<String> outstanding = new HashSet<>();
    private boolean isListed;
    private boolean isApart;

    /**
     * @param collection null if it would be made
     * @param state what its present state is called there; empty if it has no name
     */
    BroughtBefore(
            CollectionPath path,
            @Nullable Collection collection,
            Provenance known,
            String state,
            ImportTerms terms,
            Report report) {
        this.path = path;
        this.collection = collection;
        this.known = known;
        this.state = state;
        this.terms = terms;
        this.report = report;
    }

    /** Whether anything may have changed there; if not, what is here is told. */
    boolean wantsListing() {
        if (state.isEmpty() || !state.equals(known.token())) {
            return true;
        }
        known.pieces().forEach(this::tellStanding);
        return false;
    }

    /** Which entries of a listing have to be fetched; what has become of the others is told. */
    BitSet wanted(Map<String, String> tags) {
        BitSet wanted = new BitSet();
        Set<String> names = new HashSet<>();
        int place = 0;
        for (Map.Entry<String, String> each : tags.entrySet()) {
            Optional<Piece> piece = known.piece(each.getKey());
            piece.ifPresent(brought -> names.add(brought.name()));
            if (piece.isPresent()
                    && !each.getValue().isEmpty()
                    && each.getValue().equals(piece.get().tag())) {
                tellStanding(each.getKey(), piece.get());
            } else {
                wanted.set(place);
                await(each.getKey());
            }
            place++;
        }
        known.pieces().forEach((href, piece) -> {
            if (!tags.containsKey(href)) {
                gone(href, piece, names);
            }
        });
        isListed = true;
        return wanted;
    }

    private void tellStanding(String href, Piece piece) {
        Optional<Member> member = member(piece);
        if (member.isEmpty()) {
            tell(Outcome.KEPT, piece, href, DELETED);
        } else {
            tell(member.get().etag().equals(piece.etag()) ? Outcome.SAME : Outcome.KEPT, piece, href, "");
        }
    }

    /** @param names of the members that other things there stand for */
    private void gone(String href, Piece piece, Set<String> names) {
        Optional<Member> member = member(piece);
        if (member.isEmpty() || names.contains(piece.name())) {
            forget(href);
        } else if (terms.gone() == ImportTerms.Gone.STAYS) {
            isApart = true;
            tell(Outcome.GONE, piece, href, GONE);
        } else if (!member.get().etag().equals(piece.etag()) || !removed(piece)) {
            isApart = true;
            tell(Outcome.KEPT, piece, href, GONE_AND_CHANGED);
        } else {
            forget(href);
            tell(Outcome.REMOVED, piece, href, "");
        }
    }

    private boolean removed(Piece piece) {
        Collection here = collection;
        if (here != null && !terms.isDryRun()) {
            try {
                here.delete(piece.name(), new WriteCondition.AnyOf(Set.of(piece.etag())));
            } catch (StoreException.ConditionFailed | StoreException.NotFound e) {
                return false;
            }
        }
        return true;
    }

    private void forget(String href) {
        if (!terms.isDryRun()) {
            known.forget(href);
        }
    }

    private void tell(Outcome outcome, Piece piece, String href, String reason) {
        report.item(outcome, path + "/" + piece.name(), href, reason);
    }

    private Optional<Member> member(Piece piece) {
        Collection here = collection;
        return here == null ? Optional.empty() : here.snapshot().members().named(piece.name());
    }

    /** Whether a member is as it was brought. */
    boolean isAsBrought(Parcel.Version there, Member member) {
        return known.piece(there.href())
                .filter(piece ->
                        piece.name().equals(member.name()) && piece.etag().equals(member.etag()))
                .isPresent();
    }

    /** Whether something was brought before, whatever has become of it here. */
    boolean wasBrought(Parcel.Version there) {
        return known.piece(there.href()).isPresent();
    }

    /** Whether something was brought before, and deleted here since. */
    boolean wasDeleted(Parcel.Version there) {
        return known.piece(there.href())
                .filter(piece -> member(piece).isEmpty())
                .isPresent();
    }

    /** Notes which member something has become; that is durable. */
    void note(Parcel.Version there, String name, ETag etag) {
        if (terms.isDryRun()) {
            return;
        }
        known.brought(there.href(), new Piece(there.tag(), name, etag));
        arrived(there.href());
    }

    private synchronized void await(String href) {
        outstanding.add(href);
    }

    private synchronized void arrived(String href) {
        outstanding.remove(href);
    }

    /** Notes that everything has come. What was left out is asked for again the next time. */
    synchronized void end() {
        if (!terms.isDryRun() && isListed) {
            known.end(outstanding.isEmpty() && !isApart ? state : "");
        }
    }
}
