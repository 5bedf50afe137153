package dev.fasti.dav;

import dev.fasti.store.Collection;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * All that a collection holds as one file, which every program of its kind reads. It is written as its members are read:
 * however many there are, one is in memory.
 */
public interface WholeFile {
    /** Its Content-Type, parameters included. */
    String mediaType();

    /** The usual end of its name, such as {@code .ics}. */
    String ending();

    /** What it says of the collection itself, line by line; by this and the members it may differ, by nothing else. */
    List<String> header(Snapshot snapshot);

    /**
     * Writes it. A member that is deleted meanwhile is not in it, one that is changed is as it was or as it is now.
     *
     * @param snapshot of the collection: its members are written
     * @param out stays open
     * @throws dev.fasti.store.condition.StoreException.Unavailable if the store's medium fails
     */
    void write(Collection collection, Snapshot snapshot, OutputStream out, Course course) throws IOException;

    /** Follows the writing. */
    interface Course {
        /** The next member's turn has come. */
        void next() throws IOException;

        /** A member that the file cannot take: it cannot be read as what it should be, or another has its UID. */
        void leftOut(Member member);
    }
}
