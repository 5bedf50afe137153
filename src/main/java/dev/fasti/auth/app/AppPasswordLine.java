package dev.fasti.auth.app;

import dev.fasti.acl.Scope;
import dev.fasti.auth.LoginName;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An app password as a line of its file: login, name, digest, when it was made, when it expires, {@code everything} or
 * {@code reading}, and the path of its one collection, with a tab between each two and {@code -} for what there is not.
 */
final class AppPasswordLine {
    private static final String NONE = "-";
    private static final int FIELDS = 7;

    private AppPasswordLine() {}

    static String write(AppPassword password) {
        CollectionPath only = password.scope().only();
        return String.join(
                "\t",
                password.who().name(),
                password.name(),
                password.digest(),
                password.created().toString(),
                password.expires() == null ? NONE : password.expires().toString(),
                password.scope().use().name().toLowerCase(Locale.ROOT),
                only == null ? NONE : "/" + String.join("/", only.segments()));
    }

    /** @throws IllegalArgumentException with the reason, which repeats nothing of the line */
    static AppPassword read(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not " + FIELDS + " fields with tabs between them");
        }
        LoginName.refusal(fields[0]).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        try {
            return new AppPassword(
                    new Principal(fields[0]),
                    fields[1],
                    fields[2],
                    Instant.parse(fields[3]),
                    fields[4].equals(NONE) ? null : Instant.parse(fields[4]),
                    new Scope(use(fields[5]), only(fields[6])));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    private static Scope.Use use(String text) {
        for (Scope.Use use : Scope.Use.values()) {
            if (use.name().toLowerCase(Locale.ROOT).equals(text)) {
                return use;
            }
        }
        throw new IllegalArgumentException("neither everything nor reading");
    }

    private static @Nullable CollectionPath only(String text) {
        if (text.equals(NONE)) {
            return null;
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("no path of a collection");
        }
        try {
            return new CollectionPath(List.of(text.substring(1).split("/", -1)));
        } catch (StoreException e) {
            throw new IllegalArgumentException("no path of a collection", e);
        }
    }
}
