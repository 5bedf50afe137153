package dev.fasti.cli.transfer;

import dev.fasti.cli.transfer.Intake.Admission;
import dev.fasti.cli.transfer.Intake.Outcome;
import dev.fasti.cli.transfer.Intake.Refusal;
import dev.fasti.cli.transfer.Intake.Report;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.cache.Provenance;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberName;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A collection into which objects are taken; by several threads at once. */
final class Shelf {
    private static final int ATTEMPTS = 3;
    /** What file systems hold. */
    private static final int LONGEST_NAME = 255;

    private final CollectionPath path;
    private final CollectionKind kind;
    private final @Nullable Collection collection;
    private final Admission admission;
    private final ImportTerms terms;
    private final Report report;
    private volatile @Nullable BroughtBefore before;

    /** @param collection null if it would be made */
    Shelf(
            CollectionPath path,
            CollectionKind kind,
            @Nullable Collection collection,
            Admission admission,
            ImportTerms terms,
            Report report) {
        this.path = path;
        this.kind = kind;
        this.collection = collection;
        this.admission = admission;
        this.terms = terms;
        this.report = report;
    }

    CollectionPath path() {
        return path;
    }

    /**
     * What follows comes from elsewhere.
     *
     * @param known what came from there before
     * @param state what the present state is called there; empty if it has no name
     * @return whether the listing is wanted, in the first bit
     */
    BitSet from(Provenance known, String state) {
        BroughtBefore origin = new BroughtBefore(path, collection, known, state, terms, report);
        before = origin;
        BitSet wanted = new BitSet();
        wanted.set(0, origin.wantsListing());
        return wanted;
    }

    /** Notes that all that was wanted from elsewhere has come. */
    void complete() {
        BroughtBefore origin = before;
        if (origin != null) {
            origin.end();
        }
    }

    /** Which entries of a listing have to come. */
    BitSet wanted(Parcel.Listing listing) {
        BroughtBefore origin = before;
        if (origin == null) {
            throw new IllegalStateException("a listing of nowhere");
        }
        return origin.wanted(listing.tags());
    }

    /** Takes an object, and tells what became of it. */
    void take(Parcel.Item item) {
        try {
            put(item, admission.admit(kind, Optional.ofNullable(collection), item.octets()));
        } catch (Refusal | StoreException.NameRefused e) {
            report.item(Outcome.REFUSED, item.source(), item.source(), String.valueOf(e.getMessage()));
        }
    }

    /** Somebody else may write meanwhile; then it is looked at again. */
    private void put(Parcel.Item item, Facts facts) throws Refusal {
        for (int attempt = 1; ; attempt++) {
            try {
                tryToPut(item, facts);
                return;
            } catch (StoreException.ConditionFailed | StoreException.UidConflict e) {
                if (attempt == ATTEMPTS) {
                    throw new Refusal("somebody else writes there at the same time");
                }
            }
        }
    }

    private void tryToPut(Parcel.Item item, Facts facts) throws Refusal {
        String extension = kind == CollectionKind.ADDRESSBOOK ? ".vcf" : ".ics";
        String uid = facts.uid() == null ? "" : facts.uid();
        String name = legal(item.name()) ? item.name() : Renaming.name(uid, item.octets(), extension);
        Optional<Member> holder = holder(uid, name);
        if (holder.isPresent()) {
            meet(item, facts, holder.get(), extension);
            return;
        }
        BroughtBefore origin = before;
        if (origin != null && terms.conflict() == ConflictRule.SKIP && origin.wasDeleted(item.there())) {
            String reason = "was deleted here, and has changed there since: it was left out";
            report.item(Outcome.CONFLICT, path + "/" + name, item.source(), reason);
            return;
        }
        if (named(name).isPresent()) {
            name = Renaming.name("", item.octets(), extension);
        }
        write(name, item, item.octets(), facts, new WriteCondition.Absent(), Outcome.CREATED);
    }

    private static boolean legal(String name) {
        try {
            return !name.isEmpty() && MemberName.require(name).getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
        } catch (StoreException.NameRefused e) {
            return false;
        }
    }

    /** Who has the UID; for an object without one, who has the name. */
    private Optional<Member> holder(String uid, String name) {
        Collection here = collection;
        return uid.isEmpty() || here == null
                ? named(name)
                : here.snapshot().members().withUid(uid);
    }

    private Optional<Member> named(String name) {
        Collection here = collection;
        return here == null ? Optional.empty() : here.snapshot().members().named(name);
    }

    private void meet(Parcel.Item item, Facts facts, Member holder, String extension) throws Refusal {
        Optional<Content> content = collection == null ? Optional.empty() : collection.read(holder.name());
        if (content.isPresent() && Digests.ofContent(content.get().octets()).equals(Digests.ofContent(item.octets()))) {
            settled(Outcome.SAME, item, holder.name(), content.get().member().etag());
            return;
        }
        BroughtBefore origin = before;
        boolean isAsBrought = origin != null && origin.isAsBrought(item.there(), holder);
        switch (isAsBrought ? ConflictRule.REPLACE : terms.conflict()) {
            case SKIP -> {
                String reason = origin != null && origin.wasBrought(item.there())
                        ? "was changed here, and has changed there since: what is here was kept"
                        : "is there with another content, which was kept";
                report.item(Outcome.CONFLICT, path + "/" + holder.name(), item.source(), reason);
            }
            case REPLACE -> {
                WriteCondition unchanged = new WriteCondition.AnyOf(Set.of(holder.etag()));
                write(holder.name(), item, item.octets(), facts, unchanged, Outcome.REPLACED);
            }
            case RENAME -> rename(item, facts, extension);
        }
    }

    private void rename(Parcel.Item item, Facts facts, String extension) throws Refusal {
        String uid = facts.uid();
        byte[] octets = item.octets();
        String other = Renaming.otherUid(uid == null ? "" : uid, octets);
        byte[] renamed = uid == null ? octets : Renaming.withUid(octets, other);
        String name = Renaming.name(uid == null ? "" : other, octets, extension);
        Facts now = admission.admit(kind, Optional.ofNullable(collection), renamed);
        Optional<Member> there = holder(uid == null ? "" : other, name);
        if (there.isPresent()) {
            settled(Outcome.SAME, item, there.get().name(), there.get().etag());
            return;
        }
        write(name, item, renamed, now, new WriteCondition.Absent(), Outcome.CREATED);
    }

    private void write(
            String name, Parcel.Item item, byte[] octets, Facts facts, WriteCondition condition, Outcome outcome) {
        Collection here = collection;
        if (here == null || terms.isDryRun()) {
            report.item(outcome, path + "/" + name, item.source(), "");
            return;
        }
        Member member = here.put(name, octets, facts, condition).member();
        settled(outcome, item, name, member.etag());
    }

    /** What came is there. */
    private void settled(Outcome outcome, Parcel.Item item, String name, ETag etag) {
        BroughtBefore origin = before;
        if (origin != null) {
            origin.note(item.there(), name, etag);
        }
        report.item(outcome, path + "/" + name, item.source(), "");
    }
}
