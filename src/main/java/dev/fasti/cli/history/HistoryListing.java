package dev.fasti.cli.history;

import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.JsonObject;
import dev.fasti.store.Author;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.StorePast.Trashed;
import dev.fasti.store.file.past.CollectionEvent;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.Life;
import dev.fasti.store.file.past.Mark;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Tells what is in the history, for people or for scripts. */
final class HistoryListing {
    private final StorePast past;
    private final boolean json;
    private final Streams streams;

    HistoryListing(StorePast past, boolean json, Streams streams) {
        this.past = past;
        this.json = json;
        this.streams = streams;
    }

    void events(CollectionPath path, Predicate<Event> which) throws IOException {
        for (Event event : past.events(path)) {
            if (which.test(event)) {
                boolean isKept = event.what() != Event.What.CREATED
                        && past.version(path, event).isPresent();
                event(path, event, isKept);
            }
        }
    }

    private void event(CollectionPath path, Event event, boolean isKept) throws IOException {
        String what = event.what().name().toLowerCase(Locale.ROOT);
        if (json) {
            JsonObject object = new JsonObject()
                    .put("type", "change")
                    .put("collection", path.toString())
                    .put("name", event.member())
                    .put("what", what)
                    .put("time", event.time().toString())
                    .put("revision", event.revision())
                    .put("id", event.id())
                    .put("kept", isKept);
            say(author(object, event.author()));
            return;
        }
        say(event.time() + "  " + what.replace('_', ' ') + "  " + event.member() + by(event.author())
                + (isKept ? "  " + event.id() : ""));
    }

    /** A line about a collection as a whole. */
    private record Told(Instant time, Line line) {}

    /** Writes a line. */
    private interface Line {
        void say() throws IOException;
    }

    /** What became of collections as a whole, those in the trash too. */
    void collections(Predicate<CollectionPath> which) throws IOException {
        List<Told> told = new ArrayList<>();
        past.lives().values().forEach(life -> add(life, which, told));
        for (Trashed item : past.trashed()) {
            add(past.life(item), which, told);
            if (which.test(item.path())) {
                told.add(new Told(item.until(), () -> trashed(item)));
            }
        }
        told.sort(Comparator.comparing(Told::time));
        for (Told each : told) {
            each.line().say();
        }
    }

    private void add(Life life, Predicate<CollectionPath> which, List<Told> told) {
        for (CollectionEvent event : life.events()) {
            CollectionPath origin = event.origin();
            if (which.test(event.path()) || origin != null && which.test(origin)) {
                told.add(new Told(event.time(), () -> collection(event)));
            }
        }
    }

    private void collection(CollectionEvent event) throws IOException {
        CollectionPath origin = event.origin();
        String what = event.what().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (json) {
            JsonObject object = new JsonObject()
                    .put("type", "collection")
                    .put("collection", event.path().toString())
                    .put("what", what)
                    .put("time", event.time().toString());
            if (origin != null) {
                object.put("origin", origin.toString());
            }
            say(author(object, event.author()));
            return;
        }
        String where = origin == null ? event.path().toString() : origin + " to " + event.path();
        say(event.time() + "  " + what + " collection  " + where + by(event.author()));
    }

    private void trashed(Trashed item) throws IOException {
        if (json) {
            JsonObject object = new JsonObject()
                    .put("type", "trash")
                    .put("collection", item.path().toString())
                    .put("time", item.until().toString())
                    .put("id", item.id());
            say(author(object, item.author()));
            return;
        }
        say(item.until() + "  deleted collection  " + item.path() + by(item.author()) + "  " + item.id());
    }

    void marks() throws IOException {
        for (Mark mark : past.marks()) {
            if (json) {
                JsonObject object = new JsonObject()
                        .put("type", "mark")
                        .put("collection", mark.collection().toString())
                        .put("time", mark.before().toString())
                        .put("id", mark.name())
                        .put("deleted", mark.deleted())
                        .put("held", mark.held());
                say(author(object, mark.author()));
            } else {
                say(mark.before() + "  mark  " + mark.name() + "  before " + mark.deleted() + " of " + mark.held()
                        + " members of " + mark.collection() + " were deleted or replaced" + by(mark.author()));
            }
        }
    }

    private static String author(JsonObject object, Author author) {
        return object.put("user", author.user())
                .put("client", author.client())
                .put("action", author.action())
                .toString();
    }

    private static String by(Author author) {
        if (author.equals(Author.OUTSIDE)) {
            return "  outside the server";
        }
        String client = author.client().isEmpty() ? "" : " with \"" + author.client() + "\"";
        String action = author.action().isEmpty() ? "" : " (" + author.action() + ")";
        return "  by " + (author.user().isEmpty() ? "?" : author.user()) + client + action;
    }

    private void say(String line) throws IOException {
        streams.say(printable(line));
    }

    /** What a client has named cannot draw on the terminal. */
    static String printable(String line) {
        StringBuilder out = new StringBuilder(line);
        for (int i = 0; i < out.length(); i++) {
            if (Character.isISOControl(out.charAt(i)) && out.charAt(i) != '\t') {
                out.setCharAt(i, '?');
            }
        }
        return out.toString();
    }
}
