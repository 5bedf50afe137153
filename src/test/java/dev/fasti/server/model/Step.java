package dev.fasti.server.model;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One request of a random sequence, or a restart. Small numbers choose users, collections, members and content, so that
 * requests meet; the same step means the same whatever was left out before it.
 *
 * @param user who asks
 * @param from number of a collection
 * @param member number of a member in it
 * @param to number of another collection
 * @param other number of a member in that
 * @param borrowed number of the member whose UID is written; -1 for the own one
 * @param variant how it is asked: a condition, Overwrite, a depth, a level of sharing, a group
 * @param hasTokens whether the user submits all tokens of locks that he knows
 */
record Step(
        Kind kind, int user, int from, int member, int to, int other, int borrowed, int variant, boolean hasTokens) {
    static final int USERS = 3;
    static final int COLLECTIONS = 4;
    static final int MEMBERS = 4;

    enum Kind {
        PUT,
        DELETE,
        GET,
        LIST,
        SYNC,
        COPY,
        MOVE,
        PROPPATCH,
        LOCK,
        UNLOCK,
        SHARE,
        MAKE,
        REMOVE,
        COPY_ALL,
        MOVE_ALL,
        RESTART,
        JOIN
    }

    /** How often each kind comes. */
    private static final int[] WEIGHTS = {30, 10, 8, 8, 14, 6, 6, 5, 9, 5, 7, 5, 1, 1, 2, 1, 1};

    /** The steps of a seed, after the owner has made all collections. */
    static List<Step> sequence(long seed, int length) {
        Random random = new Random(seed);
        Stream<Step> made = IntStream.range(0, COLLECTIONS)
                .mapToObj(collection -> new Step(Kind.MAKE, Oracle.OWNER, collection, 0, 0, 0, -1, 0, false));
        return Stream.concat(made, Stream.generate(() -> next(random)))
                .limit(length)
                .toList();
    }

    private static Step next(Random random) {
        return new Step(
                kind(random),
                random.nextInt(USERS),
                random.nextInt(COLLECTIONS),
                random.nextInt(MEMBERS),
                random.nextInt(COLLECTIONS),
                random.nextInt(MEMBERS),
                random.nextInt(10) == 0 ? random.nextInt(MEMBERS) : -1,
                random.nextInt(6),
                random.nextInt(3) > 0);
    }

    private static Kind kind(Random random) {
        int total = 0;
        for (int weight : WEIGHTS) {
            total += weight;
        }
        int left = random.nextInt(total);
        int kind = 0;
        while (left >= WEIGHTS[kind]) {
            left -= WEIGHTS[kind];
            kind++;
        }
        return Kind.values()[kind];
    }

    /** The UID of what is written: most members have one of their own. */
    String uid() {
        return "u" + (borrowed < 0 ? member : borrowed);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s user=%d c%d/m%d -> c%d/m%d uid=%s variant=%d tokens=%b",
                kind,
                user,
                from,
                member,
                to,
                other,
                uid(),
                variant,
                hasTokens);
    }
}
