package dev.fasti.vcard;

import com.github.mangstadt.vinnie.VObjectProperty;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Facts.Value;
import dev.fasti.vobject.ContentSink;
import dev.fasti.vobject.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads an address object resource: what is wrong with it, and the facts of its first card. */
final class CardReader implements ContentSink {
    static final Set<String> SEARCHED = Set.of(
            "FN",
            "N",
            "NICKNAME",
            "EMAIL",
            "TEL",
            "ORG",
            "TITLE",
            "UID",
            "CATEGORIES",
            "KIND",
            "X-ADDRESSBOOKSERVER-KIND",
            "IMPP",
            "URL");
    private static final Set<String> VERSIONS = Set.of("2.1", "3.0", "4.0");

    private static final int LONGEST_UID = 2_000;

    private final Consumer<CardProperty> visitor;
    private final List<Value> values = new ArrayList<>();
    private @Nullable String problem;
    private @Nullable String uid;
    private boolean unreadable;
    private int cards;
    private boolean isList;

    /** @param visitor shown each property of the first card */
    CardReader(Consumer<CardProperty> visitor) {
        this.visitor = visitor;
    }

    @Override
    public void begin(String name, int depth) {
        if (depth > 0) {
            return; // version 2.1 nests a whole card in AGENT
        }
        if (name.equals("VCARD") || name.equals("VLIST")) { // SOGo keeps its groups as VLIST
            cards++;
            isList = name.equals("VLIST");
        } else {
            unreadable("not a VCARD (RFC 6350 6.1.1)");
        }
        if (cards > 1) {
            refuse("more than one VCARD (RFC 6352 5.1)");
        }
    }

    @Override
    public void property(VObjectProperty property, int depth) {
        if (depth == -1) {
            refuse("a property outside of VCARD (RFC 6350 6.1.1)");
        } else if (depth == 0 && cards == 1) {
            CardProperty shown = new CardProperty(property);
            visitor.accept(shown);
            String name = shown.name();
            if (name.equals("VERSION")
                    && !isList
                    && !VERSIONS.contains(property.getValue().strip())) {
                refuse("neither vCard 3.0 nor 4.0 (RFC 6350 6.7.9)");
            } else if (SEARCHED.contains(name)) {
                searched(name, shown.text());
            }
        }
    }

    private void searched(String name, String text) {
        if (name.equals("UID") && text.length() > LONGEST_UID) {
            unreadable("UID of more than " + LONGEST_UID + " characters");
            return;
        }
        if (name.equals("UID") && !text.isEmpty()) {
            if (uid != null && !uid.equals(text)) {
                refuse("two UIDs (RFC 6350 6.7.6)");
            }
            uid = uid == null ? text : uid;
        }
        if (values.size() < AddressObject.MOST_VALUES) {
            values.add(new Value(name.intern(), cut(text))); // one of a few names, in every card
        }
    }

    private static String cut(String text) {
        if (text.length() <= AddressObject.LONGEST_TEXT) {
            return text;
        }
        int end = AddressObject.LONGEST_TEXT;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    @Override
    public void end(String name, int depth) {
        // nothing waits for it
    }

    @Override
    public void fault(Fault fault) {
        if (fault.endsReading()) {
            unreadable(fault.text());
        } else {
            refuse(fault.text());
        }
    }

    private void refuse(String what) {
        problem = problem == null ? what : problem;
    }

    private void unreadable(String what) {
        refuse(what);
        unreadable = true;
    }

    /** Throws for the first thing that is wrong, if anything is. */
    void check() {
        if (problem != null) {
            throw new InvalidCard(problem);
        }
    }

    /** The facts, once everything has been read. */
    Facts finish() {
        if (cards == 0) {
            unreadable("no VCARD (RFC 6350 6.1.1)");
        }
        return new Facts(uid, null, null, null, unreadable ? Set.of(Trait.UNREADABLE) : Set.of(), values);
    }
}
