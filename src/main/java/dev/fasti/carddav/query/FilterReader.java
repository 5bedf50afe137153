package dev.fasti.carddav.query;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.query.Collation;
import dev.fasti.dav.query.Presence;
import dev.fasti.dav.xml.XmlElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * Reads a {@code CARDDAV:filter} (RFC 6352 section 10.5). Elements that it does not know are passed over.
 *
 * <p>Any property and any parameter may be asked about, whether a standard knows it or not. What is not as the standard
 * has it is 400: there is no precondition for it.
 */
final class FilterReader {
    private static final QName PROP_FILTER = Names.carddav("prop-filter");
    private static final QName PARAM_FILTER = Names.carddav("param-filter");
    private static final QName TEXT_MATCH = Names.carddav("text-match");
    private static final QName IS_NOT_DEFINED = Names.carddav("is-not-defined");

    /** Conditions of all kinds together: what clients ask for takes a dozen. */
    private static final int MOST_CONDITIONS = 100;

    private int conditions;

    private FilterReader() {}

    /**
     * The filter.
     *
     * @throws DavException with 400, or with {@code supported-filter} or {@code supported-collation}
     */
    static CardFilter read(XmlElement filter) {
        FilterReader reader = new FilterReader();
        List<PropFilter> props = new ArrayList<>();
        filter.children(PROP_FILTER).forEach(child -> props.add(reader.prop(child)));
        return new CardFilter(test(filter), props);
    }

    private PropFilter prop(XmlElement element) {
        String name = name(element).toUpperCase(Locale.ROOT);
        int dot = name.indexOf('.');
        Optional<String> group = dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
        String plain = name.substring(dot + 1);
        Junction test = test(element);
        if (isAbsent(element, TEXT_MATCH, PARAM_FILTER)) {
            return new PropFilter(group, plain, Presence.ABSENT, test, List.of(), List.of());
        }
        List<TextMatch> texts = new ArrayList<>();
        element.children(TEXT_MATCH).forEach(child -> texts.add(text(child)));
        List<ParamFilter> params = new ArrayList<>();
        element.children(PARAM_FILTER).forEach(child -> params.add(param(child)));
        return new PropFilter(group, plain, Presence.DEFINED, test, texts, params);
    }

    private ParamFilter param(XmlElement element) {
        String name = name(element);
        if (isAbsent(element, TEXT_MATCH)) {
            return new ParamFilter(name, Presence.ABSENT, Optional.empty());
        }
        List<XmlElement> texts = element.children(TEXT_MATCH);
        if (texts.size() > 1) {
            throw DavException.badRequest("a param-filter holds one text-match");
        }
        return new ParamFilter(
                name, Presence.DEFINED, texts.stream().findFirst().map(this::text));
    }

    private TextMatch text(XmlElement element) {
        count();
        Collation collation = element.attribute("collation")
                .map(id -> Collation.find(id, Collation.UNICODE_CASEMAP)
                        .orElseThrow(() -> new DavException.Refused(
                                Precondition.SUPPORTED_ADDRESSBOOK_COLLATION,
                                "collations are " + String.join(", ", Collation.ids()))))
                .orElse(Collation.UNICODE_CASEMAP);
        String type = element.attribute("match-type").orElse(MatchType.CONTAINS.value());
        TextMatch.Condition condition =
                switch (element.attribute("negate-condition").orElse("no").strip()) {
                    case "no" -> TextMatch.Condition.MATCHES;
                    case "yes" -> TextMatch.Condition.DOES_NOT_MATCH;
                    default -> throw DavException.badRequest("negate-condition is yes or no");
                };
        return new TextMatch(collation, matchType(type.strip()), element.text(), condition);
    }

    private static MatchType matchType(String value) {
        return Arrays.stream(MatchType.values())
                .filter(each -> each.value().equals(value))
                .findFirst()
                .orElseThrow(() -> DavException.badRequest("match-type is equals, contains, starts-with or ends-with"));
    }

    private static Junction test(XmlElement element) {
        return switch (element.attribute("test").orElse("anyof").strip()) {
            case "anyof" -> Junction.ANY;
            case "allof" -> Junction.ALL;
            default -> throw DavException.badRequest("test is anyof or allof");
        };
    }

    private String name(XmlElement element) {
        count();
        return element.attribute("name")
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> DavException.badRequest(element.name().getLocalPart() + " without a name"));
    }

    private void count() {
        if (++conditions > MOST_CONDITIONS) {
            throw new DavException.Refused(
                    Precondition.SUPPORTED_ADDRESSBOOK_FILTER,
                    "a filter of more than " + MOST_CONDITIONS + " conditions");
        }
    }

    private static boolean isAbsent(XmlElement element, QName... excluded) {
        if (element.child(IS_NOT_DEFINED).isEmpty()) {
            return false;
        }
        for (QName other : excluded) {
            if (element.child(other).isPresent()) {
                throw DavException.badRequest("is-not-defined together with " + other.getLocalPart());
            }
        }
        return true;
    }
}
