package dev.fasti.caldav.query;

import dev.fasti.caldav.content.TimeRanges;
import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.query.Collation;
import dev.fasti.dav.query.Presence;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.icalendar.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Reads a {@code CALDAV:filter} (RFC 4791 section 9.7). Elements that it does not know are passed over. */
final class FilterReader {
    private static final QName COMP_FILTER = Names.caldav("comp-filter");
    private static final QName PROP_FILTER = Names.caldav("prop-filter");
    private static final QName PARAM_FILTER = Names.caldav("param-filter");
    private static final QName TIME_RANGE = Names.caldav("time-range");
    private static final QName TEXT_MATCH = Names.caldav("text-match");
    private static final QName IS_NOT_DEFINED = Names.caldav("is-not-defined");

    /** Filters in one another or side by side: what clients ask for takes a dozen. */
    private static final int MOST_FILTERS = 500;

    /**
     * What a time range means something for (section 9.9, and RFC 7953 section 7.2.2); of the VCALENDAR python-caldav asks
     * it, where it is not told whether events or to-dos are looked for.
     */
    private static final Set<String> TIMED_COMPONENTS =
            Set.of("VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VALARM", "VAVAILABILITY");

    private static final Set<String> TIMED_PROPERTIES =
            Set.of("COMPLETED", "CREATED", "DTEND", "DTSTAMP", "DTSTART", "DUE", "LAST-MODIFIED");

    private static final String CALENDAR = "VCALENDAR";
    private static final Set<String> IN_CALENDAR =
            Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY");

    private int filters;

    /**
     * The filter.
     *
     * @throws DavException.Refused with {@code valid-filter}, {@code supported-filter} or {@code supported-collation}
     */
    static CompFilter read(XmlElement filter) {
        List<XmlElement> roots = filter.children(COMP_FILTER);
        if (roots.size() != 1) {
            throw invalid("a filter holds one comp-filter");
        }
        return new FilterReader().comp(roots.get(0), "");
    }

    private CompFilter comp(XmlElement element, String parent) {
        String name = name(element);
        requireNesting(parent, name);
        if (isAbsent(element, COMP_FILTER, PROP_FILTER, TIME_RANGE)) {
            return new CompFilter(name, Presence.ABSENT, null, List.of(), List.of());
        }
        TimeRange range = range(element, TIMED_COMPONENTS.contains(name));
        List<PropFilter> props = new ArrayList<>();
        element.children(PROP_FILTER).forEach(child -> props.add(prop(child)));
        List<CompFilter> comps = new ArrayList<>();
        element.children(COMP_FILTER).forEach(child -> comps.add(comp(child, name)));
        return new CompFilter(name, Presence.DEFINED, range, props, comps);
    }

    /** What RFC 5545 section 3.6 says of who holds whom; components it does not know may be anywhere. */
    private static void requireNesting(String parent, String name) {
        boolean isPossible;
        if (parent.isEmpty() || name.equals(CALENDAR)) {
            isPossible = parent.isEmpty() && name.equals(CALENDAR);
        } else if (IN_CALENDAR.contains(name)) {
            isPossible = parent.equals(CALENDAR);
        } else if (name.equals("STANDARD") || name.equals("DAYLIGHT")) {
            isPossible = parent.equals("VTIMEZONE");
        } else {
            isPossible = !name.equals("VALARM") || !parent.equals(CALENDAR) && !parent.equals("VTIMEZONE");
        }
        if (!isPossible) {
            throw invalid(parent.isEmpty() ? "a filter begins with VCALENDAR" : name + " does not stand in " + parent);
        }
    }

    private PropFilter prop(XmlElement element) {
        String name = name(element);
        if (isAbsent(element, PARAM_FILTER, TEXT_MATCH, TIME_RANGE)) {
            return new PropFilter(name, Presence.ABSENT, null, null, List.of());
        }
        TimeRange range = range(element, TIMED_PROPERTIES.contains(name));
        TextMatch text = text(element);
        if (range != null && text != null) {
            throw invalid("a prop-filter has a time-range or a text-match");
        }
        List<ParamFilter> params = new ArrayList<>();
        element.children(PARAM_FILTER).forEach(child -> params.add(param(child)));
        return new PropFilter(name, Presence.DEFINED, range, text, params);
    }

    private ParamFilter param(XmlElement element) {
        String name = name(element);
        return isAbsent(element, TEXT_MATCH)
                ? new ParamFilter(name, Presence.ABSENT, null)
                : new ParamFilter(name, Presence.DEFINED, text(element));
    }

    private String name(XmlElement element) {
        if (++filters > MOST_FILTERS) {
            throw new DavException.Refused(
                    Precondition.SUPPORTED_CALENDAR_FILTER, "a filter of more than " + MOST_FILTERS + " parts");
        }
        return element.attribute("name")
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> invalid(element.name().getLocalPart() + " without a name"));
    }

    private static boolean isAbsent(XmlElement element, QName... excluded) {
        if (element.child(IS_NOT_DEFINED).isEmpty()) {
            return false;
        }
        for (QName other : excluded) {
            if (element.child(other).isPresent()) {
                throw invalid("is-not-defined together with " + other.getLocalPart());
            }
        }
        return true;
    }

    private static @Nullable TimeRange range(XmlElement element, boolean isTimed) {
        Optional<XmlElement> range = single(element, TIME_RANGE);
        if (range.isPresent() && !isTimed) {
            throw invalid(element.attribute("name").orElse("") + " has no time that a time-range could ask for");
        }
        return range.map(each -> TimeRanges.open(each, FilterReader::invalid)).orElse(null);
    }

    private static @Nullable TextMatch text(XmlElement element) {
        return single(element, TEXT_MATCH).map(FilterReader::textMatch).orElse(null);
    }

    private static TextMatch textMatch(XmlElement element) {
        Collation collation = element.attribute("collation")
                .map(id -> Collation.find(id, Collation.ASCII_CASEMAP)
                        .orElseThrow(() -> new DavException.Refused(
                                Precondition.SUPPORTED_CALENDAR_COLLATION,
                                "collations are " + String.join(", ", Collation.ids()))))
                .orElse(Collation.ASCII_CASEMAP);
        TextMatch.Condition condition =
                switch (element.attribute("negate-condition").orElse("no").strip()) {
                    case "no" -> TextMatch.Condition.CONTAINS;
                    case "yes" -> TextMatch.Condition.CONTAINS_NOT;
                    default -> throw invalid("negate-condition is yes or no");
                };
        return new TextMatch(collation, element.text(), condition);
    }

    private static Optional<XmlElement> single(XmlElement element, QName name) {
        List<XmlElement> found = element.children(name);
        if (found.size() > 1) {
            throw invalid("more than one " + name.getLocalPart());
        }
        return found.stream().findFirst();
    }

    private static DavException invalid(String message) {
        return new DavException.Refused(Precondition.VALID_CALENDAR_FILTER, message);
    }
}
