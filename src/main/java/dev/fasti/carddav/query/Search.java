package dev.fasti.carddav.query;

import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.property.MemberRoom;
import dev.fasti.store.Content;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Member;
import dev.fasti.store.condition.StoreException;
import dev.fasti.vcard.InvalidCard;
import java.util.Optional;

/**
 * One search of an address book: a look at the facts of each candidate, and at the card itself where it needs one.
 *
 * @param exchange asked for the memory that each card takes
 * @param book the address book
 * @param filter what is searched for
 * @param readsContent whether what is found must come with its octets
 * @param broken told of cards that cannot be searched
 */
record Search(
        DavExchange exchange, CollectionResource book, CardFilter filter, boolean readsContent, BrokenCards broken) {

    /**
     * The candidate as it is to be answered; empty if it is not what is searched for, is gone or cannot be read.
     *
     * @throws dev.fasti.dav.DavException if there is no memory for it: clients would take an answer without it for all
     */
    Optional<MemberResource> find(Member candidate) {
        Verdict verdict = filter.verdict(candidate.facts());
        if (verdict == Verdict.NO) {
            if (candidate.facts().traits().contains(Trait.UNREADABLE)) {
                broken.skipped(book.collection().path(), candidate, "it is not a card");
            }
            return Optional.empty();
        }
        if (verdict == Verdict.YES && !readsContent) {
            return Optional.of(MemberResource.of(book, candidate));
        }
        MemberRoom room = verdict == Verdict.YES ? MemberRoom.CONTENT : MemberRoom.PARSED;
        exchange.work(room.of(candidate), 0);
        try {
            return book.collection()
                    .read(candidate.name())
                    .filter(content -> isFound(content, candidate, verdict))
                    .map(content -> MemberResource.of(book, content));
        } catch (StoreException.NotFound e) {
            return Optional.empty();
        } catch (StoreException.Unavailable e) {
            broken.skipped(book.collection().path(), candidate, e.toString());
            return Optional.empty();
        }
    }

    /** Looks again if the content is another than the candidate's: it was replaced since. */
    private boolean isFound(Content content, Member candidate, Verdict known) {
        Member member = content.member();
        Verdict verdict = member.etag().equals(candidate.etag()) ? known : filter.verdict(member.facts());
        if (verdict != Verdict.UNKNOWN) {
            return verdict == Verdict.YES;
        }
        try {
            return filter.matches(content.octets());
        } catch (InvalidCard e) {
            broken.skipped(book.collection().path(), member, String.valueOf(e.getMessage()));
            return false;
        }
    }
}
