package dev.fasti.cli.transfer.command;

import dev.fasti.cli.frame.Counted;
import dev.fasti.cli.frame.JsonObject;
import dev.fasti.cli.transfer.ImportTerms;
import dev.fasti.cli.transfer.Intake;
import dev.fasti.cli.transfer.Intake.Outcome;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Tells a person or a script what an import did, as it does it, and the totals at the end; for several threads. */
final class ImportReport implements Intake.Report {
    private final OutputStream out;
    private final Form form;
    private final Map<Outcome, Integer> totals = new EnumMap<>(Outcome.class);
    private int collections;

    /** How it is told. */
    enum Form {
        /** What a person has to know. */
        TEXT,
        /** One JSON object a line, each thing and then the totals. */
        JSON
    }

    ImportReport(OutputStream out, Form form) {
        this.out = out;
        this.form = form;
        for (Outcome outcome : Outcome.values()) {
            totals.put(outcome, 0);
        }
    }

    @Override
    public synchronized void made(CollectionPath path) {
        collections++;
        say(
                form == Form.JSON
                        ? new JsonObject().put("collection", path.toString()).toString()
                        : path + "/: made");
    }

    @Override
    public synchronized void item(Outcome outcome, String target, String source, String reason) {
        totals.merge(outcome, 1, Integer::sum);
        if (form == Form.JSON) {
            JsonObject object = new JsonObject()
                    .put("outcome", word(outcome))
                    .put("target", target)
                    .put("source", source);
            say((reason.isEmpty() ? object : object.put("reason", reason)).toString());
        } else if (outcome == Outcome.CONFLICT) {
            say(target + ": " + reason + " (" + source + ")");
        } else if (outcome == Outcome.REFUSED) {
            say(source + ": " + reason);
        } else if (outcome == Outcome.REMOVED) {
            say(target + ": is no longer there, and was removed here");
        } else if (!reason.isEmpty()) {
            say(target + ": " + reason);
        }
    }

    /** The totals; the last line. */
    void end(ImportTerms.Mode mode) {
        if (form == Form.JSON) {
            JsonObject object = new JsonObject()
                    .put("dryRun", mode == ImportTerms.Mode.DRY_RUN)
                    .put("collections", collections);
            totals.forEach((outcome, count) -> object.put(word(outcome), (long) count));
            say(object.toString());
            return;
        }
        StringBuilder line = new StringBuilder(mode == ImportTerms.Mode.DRY_RUN ? "would have made " : "made ");
        line.append(Counted.of(collections, "collection"));
        totals.forEach((outcome, count) -> {
            if (count > 0 || outcome.compareTo(Outcome.REFUSED) <= 0) {
                line.append(", ").append(count).append(' ').append(word(outcome));
            }
        });
        say(line.toString());
    }

    /** Whether everything that came is there now, but for what was deleted here on purpose. */
    boolean isComplete() {
        return totals.getOrDefault(Outcome.CONFLICT, 0) + totals.getOrDefault(Outcome.REFUSED, 0) == 0;
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
