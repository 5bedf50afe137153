package dev.fasti.dav.property;

import dev.fasti.dav.DavException;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.namespace.QName;

/**
 * Instructions to set and remove properties, gathered in the order of the document; they succeed together or not at
 * all (RFC 4918 section 9.2).
 */
public final class PropertyUpdate {
    private final Map<PropertyName, Optional<PropertyValue>> changes = new LinkedHashMap<>();
    private final Map<QName, Optional<DavException>> outcomes = new LinkedHashMap<>();

    /**
     * Takes an instruction in.
     *
     * @param name the property's name
     * @param change gives what the store is to keep, or refuses
     */
    public void add(QName name, Supplier<Map<PropertyName, Optional<PropertyValue>>> change) {
        try {
            changes.putAll(change.get());
            outcomes.putIfAbsent(name, Optional.empty());
        } catch (DavException e) {
            outcomes.put(name, Optional.of(e));
        }
    }

    /** Whether no instruction was refused. */
    public boolean isAcceptable() {
        return outcomes.values().stream().allMatch(Optional::isEmpty);
    }

    public PropertyPatch patch() {
        return new PropertyPatch(changes);
    }

    /**
     * Writes a propstat for each outcome: 200 if all are acceptable, else the refusals and 424 for the rest (RFC 4918
     * section 9.2.1).
     */
    public void report(MultiStatusWriter out) {
        boolean isAcceptable = isAcceptable();
        outcomes.forEach((name, refusal) -> refusal.ifPresent(e -> refused(out, name, e)));
        if (outcomes.values().stream().anyMatch(Optional::isEmpty) || outcomes.isEmpty()) {
            out.startPropstat();
            outcomes.forEach((name, refusal) -> {
                if (refusal.isEmpty()) {
                    out.writer().empty(name);
                }
            });
            out.endPropstat(isAcceptable ? 200 : 424);
        }
    }

    private static void refused(MultiStatusWriter out, QName name, DavException refusal) {
        out.startPropstat();
        out.writer().empty(name);
        if (refusal instanceof DavException.Refused named) {
            out.endPropstat(refusal.status(), named.precondition().element());
        } else {
            out.endPropstat(refusal.status());
        }
    }
}
