package dev.fasti.cli.verify;

import dev.fasti.cli.frame.Counted;
import dev.fasti.cli.frame.JsonObject;
import dev.fasti.cli.verify.ItemRules.Verdict;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.survey.FolderSurvey;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells what is wrong in a data folder, one line for each item or collection that something is wrong with, as soon as
 * it is found.
 */
final class Verification implements FolderSurvey.Visitor {
    private final ItemRules rules = new ItemRules();
    private final Consumer<String> lines;

    /** The first member of the collection at hand that has each UID. */
    private final Map<String, String> holders = new HashMap<>();

    private int collections;
    private int items;
    private final Set<CollectionPath> damaged = new LinkedHashSet<>();
    private final Set<CollectionPath> malformed = new LinkedHashSet<>();
    private final List<JsonObject> problems = new ArrayList<>();
    private final List<JsonObject> temporary = new ArrayList<>();

    /** @param lines gets each line: the path, a colon, and what is wrong in words */
    Verification(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void collection(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
        collections++;
        holders.clear();
    }

    @Override
    public void item(MemberPath path, CollectionKind kind, byte[] octets) {
        items++;
        Verdict verdict = rules.judge(kind, octets);
        List<String> faults = new ArrayList<>();
        verdict.fault().ifPresent(faults::add);
        String uid = verdict.facts().uid();
        String holder = uid == null ? null : holders.putIfAbsent(uid, path.name());
        if (holder != null) {
            faults.add("has the UID of " + holder + " (" + uniqueUids(kind) + ")");
        }
        if (!faults.isEmpty()) {
            tell(path(path), String.join("; ", faults));
        }
    }

    private static String uniqueUids(CollectionKind kind) {
        return kind == CollectionKind.CALENDAR ? "RFC 4791 4.1" : "RFC 6352 5.1";
    }

    @Override
    public void brokenItem(MemberPath path, String reason) {
        items++;
        tell(path(path), reason);
    }

    @Override
    public void brokenCollection(CollectionPath path, String reason) {
        tell(path + "/", reason);
    }

    @Override
    public void brokenCache(CollectionPath path, String file, String reason) {
        damaged.add(path);
        tell(path + "/", file + " " + reason + " (--repair writes it anew)");
    }

    @Override
    public void malformedProperties(CollectionPath path, String reason) {
        malformed.add(path);
        tell(path + "/", reason + " (--repair sets the file aside)");
    }

    /** Told, but nothing is wrong: it holds nothing that was acknowledged. */
    @Override
    public void temporary(CollectionPath path, String file) {
        temporary.add(new JsonObject().put("path", path + "/" + file));
        lines.accept(
                path + "/" + file + ": being written, or left by a crash; a server erases it when it opens the folder");
    }

    private static String path(MemberPath path) {
        return path.collection() + "/" + path.name();
    }

    private void tell(String path, String reason) {
        problems.add(new JsonObject().put("path", path).put("reason", reason));
        lines.accept(path + ": " + reason);
    }

    /** Whether anything was wrong so far. */
    boolean foundFaults() {
        return !problems.isEmpty();
    }

    /** The collections of which something can be rebuilt. */
    Set<CollectionPath> damaged() {
        return damaged;
    }

    /** The collections of which files of properties make no sense. */
    Set<CollectionPath> malformed() {
        return malformed;
    }

    /** Everything as one JSON object; the fields are described in docs/store.md. */
    JsonObject json(List<JsonObject> repaired) {
        return new JsonObject()
                .put("ok", problems.isEmpty())
                .put("collections", collections)
                .put("items", items)
                .put("problems", problems)
                .put("repaired", repaired)
                .put("temporary", temporary);
    }

    /** How much was looked at and how much of it is wrong, in a line. */
    String summary() {
        return Counted.of(items, "item") + " in " + Counted.of(collections, "collection") + ": "
                + (problems.isEmpty() ? "nothing is wrong" : Counted.of(problems.size(), "problem"));
    }
}
