package dev.fasti.vcard;

import ezvcard.VCard;
import ezvcard.property.Anniversary;
import ezvcard.property.RawProperty;
import ezvcard.property.VCardProperty;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * An anniversary as Apple's clients, and DAVx5 with them, write it in version 3.0, which has no word for it: a date and,
 * in the same group, a label. What one of the two forms would take something from stays in the other.
 */
final class AppleAnniversary {
    private static final String DATE = "X-ABDATE";
    private static final String LABEL = "X-ABLabel";
    private static final String MEANING = "_$!<Anniversary>!$_";

    private AppleAnniversary() {}

    /** Says it in the words of 3.0, the omitted year already in Apple's. */
    static void adopt(VCard card) {
        for (Anniversary anniversary : List.copyOf(card.getAnniversaries())) {
            if (anniversary.getDate() instanceof LocalDate date && anniversary.getGroup() == null) {
                String group = newGroup(card);
                RawProperty dated = new RawProperty(DATE, date.toString());
                dated.setParameters(anniversary.getParameters());
                RawProperty label = new RawProperty(LABEL, MEANING);
                card.removeProperty(anniversary);
                for (RawProperty property : List.of(dated, label)) {
                    property.setGroup(group);
                    card.addProperty(property);
                }
            }
        }
    }

    /** Says it in the words of 4.0, which has one anniversary only (RFC 6350 section 6.2.6). */
    static void drop(VCard card) {
        List<RawProperty> labels = card.getExtendedProperties(LABEL).stream()
                .filter(label -> label.getGroup() != null && MEANING.equals(label.getValue()))
                .toList();
        if (labels.size() != 1 || !card.getAnniversaries().isEmpty()) {
            return;
        }
        List<VCardProperty> labelled = StreamSupport.stream(card.spliterator(), false)
                .filter(property -> labels.get(0).getGroup().equalsIgnoreCase(property.getGroup()))
                .toList();
        if (labelled.size() != 2) {
            return;
        }
        for (RawProperty dated : card.getExtendedProperties(DATE)) {
            Optional<LocalDate> date = labelled.contains(dated) ? date(dated.getValue()) : Optional.empty();
            if (date.isPresent()) {
                Anniversary anniversary = new Anniversary(date.get());
                anniversary.setParameter(AppleCustoms.OMIT_YEAR, dated.getParameter(AppleCustoms.OMIT_YEAR));
                labelled.forEach(card::removeProperty);
                card.addProperty(anniversary);
            }
        }
    }

    private static Optional<LocalDate> date(String value) {
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The first of the names that Apple's clients give to groups that no property has yet. */
    private static String newGroup(VCard card) {
        Set<String> taken = StreamSupport.stream(card.spliterator(), false)
                .map(VCardProperty::getGroup)
                .filter(group -> group != null)
                .map(group -> group.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return IntStream.rangeClosed(1, taken.size() + 1)
                .mapToObj(number -> "item" + number)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }
}
