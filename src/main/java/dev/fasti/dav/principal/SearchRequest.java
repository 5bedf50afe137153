package dev.fasti.dav.principal;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.dav.query.Collation;
import dev.fasti.dav.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * What principals are searched for (RFC 3744 section 9.4). Text is compared caselessly, in all of Unicode.
 *
 * @param test whether all parts must match, as the standard has it, or one is enough: Calendar Server's {@code test}
 * @param parts one for each property; a principal that does not have it does not match
 */
record SearchRequest(Test test, List<Part> parts) {
    private static final QName PROPERTY_SEARCH = Names.dav("property-search");
    private static final QName PROP = Names.dav("prop");
    private static final QName MATCH = Names.dav("match");
    private static final Collation COLLATION = Collation.UNICODE_CASEMAP;
    private static final int MOST_PARTS = 100;

    /** How the parts go together. */
    enum Test {
        ALL_OF,
        ANY_OF
    }

    /** How a text is to look; {@code contains} unless Calendar Server's {@code match-type} says otherwise. */
    enum How {
        CONTAINS,
        EQUALS,
        STARTS_WITH,
        ENDS_WITH;

        boolean holds(String text, String wanted) {
            return switch (this) {
                case CONTAINS -> text.contains(wanted);
                case EQUALS -> text.equals(wanted);
                case STARTS_WITH -> text.startsWith(wanted);
                case ENDS_WITH -> text.endsWith(wanted);
            };
        }

        static How of(String word) {
            return switch (word) {
                case "contains" -> CONTAINS;
                case "equals", "is" -> EQUALS;
                case "starts-with" -> STARTS_WITH;
                case "ends-with" -> ENDS_WITH;
                default -> throw DavException.badRequest("match-type is none that there is");
            };
        }
    }

    /**
     * One property and what it is to be like.
     *
     * @param property empty for one that principals are not searched by, which matches none
     * @param wanted folded
     */
    record Part(Optional<Searchable> property, How how, String wanted) {}

    SearchRequest {
        parts = List.copyOf(parts);
    }

    /** @throws DavException with 400 if it makes no sense */
    static SearchRequest of(XmlElement request) {
        List<Part> parts = request.children(PROPERTY_SEARCH).stream()
                .flatMap(SearchRequest::parts)
                .toList();
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw DavException.badRequest("a search names between one property and " + MOST_PARTS);
        }
        String test = request.attribute("test").orElse("allof");
        if (!test.equals("allof") && !test.equals("anyof")) {
            throw DavException.badRequest("test is allof or anyof");
        }
        return new SearchRequest(test.equals("anyof") ? Test.ANY_OF : Test.ALL_OF, parts);
    }

    private static Stream<Part> parts(XmlElement search) {
        List<XmlElement> properties =
                search.child(PROP).map(XmlElement::children).orElse(List.of());
        XmlElement match = search.child(MATCH)
                .filter(found -> !properties.isEmpty())
                .orElseThrow(() -> DavException.badRequest("a property-search has a property and a match"));
        How how = match.attribute("match-type").map(How::of).orElse(How.CONTAINS);
        String wanted = COLLATION.fold(match.text());
        return properties.stream().map(property -> new Part(Searchable.by(property.name()), how, wanted));
    }

    /** Whether a principal is looked for. */
    boolean matches(DavResource principal, Principals principals, Hrefs hrefs) {
        Predicate<Part> holds = part -> part.property().stream()
                .flatMap(property -> property.texts(principal, principals, hrefs).stream())
                .anyMatch(text -> part.how().holds(COLLATION.fold(text), part.wanted()));
        return test == Test.ANY_OF
                ? parts.stream().anyMatch(holds)
                : parts.stream().allMatch(holds);
    }

    /** These reports have no other depth (RFC 3744 sections 9.2 to 9.5). */
    static void requireDepthZero(DavExchange exchange) {
        if (Depth.of(exchange, Depth.ZERO) != Depth.ZERO) {
            throw DavException.badRequest("this report has Depth 0 only");
        }
    }
}
