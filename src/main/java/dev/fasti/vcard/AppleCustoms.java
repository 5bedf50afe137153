package dev.fasti.vcard;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import ezvcard.VCard;
import ezvcard.VCardDataType;
import ezvcard.parameter.VCardParameters;
import ezvcard.property.BinaryProperty;
import ezvcard.property.DateOrTimeProperty;
import ezvcard.property.FormattedName;
import ezvcard.property.Kind;
import ezvcard.property.Member;
import ezvcard.property.Organization;
import ezvcard.property.RawProperty;
import ezvcard.property.StructuredName;
import ezvcard.property.VCardProperty;
import ezvcard.util.PartialDate;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What ez-vcard leaves open between the versions: how 3.0 says what only 4.0 has words for, by the custom of Apple's
 * clients that others took over.
 */
final class AppleCustoms {
    private static final String KIND = "X-ADDRESSBOOKSERVER-KIND";
    private static final String MEMBER = "X-ADDRESSBOOKSERVER-MEMBER";
    static final String OMIT_YEAR = "X-APPLE-OMIT-YEAR";
    /** A leap year before all others that matter, so that 29 February has a date. */
    private static final int NO_YEAR = 1604;

    private AppleCustoms() {}

    /** Says it in the words of 3.0. */
    static void adopt(VCard card) {
        giveName(card);
        if (card.getExtendedProperties(KIND).isEmpty()) {
            for (Kind kind : card.getProperties(Kind.class)) {
                card.addProperty(alike(kind, new RawProperty(KIND, kind.getValue())));
            }
        }
        if (card.getExtendedProperties(MEMBER).isEmpty()) {
            for (Member member : card.getMembers()) {
                card.addProperty(alike(member, new RawProperty(MEMBER, member.getUri())));
            }
        }
        card.removeProperties(Kind.class);
        card.removeProperties(Member.class);
        dates(card).forEach(AppleCustoms::takeMidnight);
        dates(card).forEach(AppleCustoms::giveYear);
        keepText(card, card.getBirthdays(), "BDAY");
        keepText(card, card.getAnniversaries(), "ANNIVERSARY");
        AppleAnniversary.adopt(card);
        keepText(card, card.getDeathdates(), "DEATHDATE");
    }

    /** Whether a card that speaks in the words of 3.0 is of a group. */
    static boolean isGroup(VCard card) {
        return card.getExtendedProperties(KIND).stream().anyMatch(kind -> "group".equalsIgnoreCase(kind.getValue()));
    }

    /**
     * The parts of the name, which 3.0 must have (RFC 2426 section 3.1.2). Apple's clients show these: the whole name as
     * one part, but none for a firm, which they call by its ORG.
     */
    private static void giveName(VCard card) {
        if (card.getStructuredName() != null) {
            return;
        }
        StructuredName parts = new StructuredName();
        FormattedName name = card.getFormattedName();
        if (name != null && !isFirm(card, name.getValue())) {
            parts.setFamily(name.getValue());
        }
        card.setStructuredName(parts);
    }

    private static boolean isFirm(VCard card, String name) {
        if (card.getKind() != null && card.getKind().isOrg()) {
            return true;
        }
        // DAVx5 names who has but an organization after it and its units.
        return card.getOrganizations().stream()
                .map(Organization::getValues)
                .anyMatch(units -> !units.isEmpty()
                        && (units.get(0).equals(name)
                                || String.join(" / ", units).equals(name)));
    }

    /** Dates in words, which 3.0 would lose. */
    private static <P extends DateOrTimeProperty> void keepText(VCard card, List<P> dates, String name) {
        for (P date : List.copyOf(dates)) {
            if (date.getText() != null) {
                card.removeProperty(date);
                card.addProperty(alike(date, raw(name, date.getText())));
            }
        }
    }

    /** Says it in the words of 4.0. */
    static void drop(VCard card) {
        if (card.getKind() == null) {
            card.getExtendedProperties(KIND).stream()
                    .findFirst()
                    .ifPresent(kind -> card.setKind(alike(kind, new Kind(kind.getValue()))));
        }
        if (card.getMembers().isEmpty()) {
            for (RawProperty member : card.getExtendedProperties(MEMBER)) {
                card.addMember(alike(member, new Member(member.getValue())));
            }
        }
        card.removeExtendedProperty(KIND);
        card.removeExtendedProperty(MEMBER);
        AppleAnniversary.drop(card);
        dates(card).forEach(AppleCustoms::takeYear);
        for (VCardProperty property : card) {
            if (property instanceof BinaryProperty<?> binary && binary.getData() != null) {
                binary.removeParameter(VCardParameters.TYPE); // the format, which 4.0 has in the data URI
            }
        }
    }

    private static RawProperty raw(String name, String text) {
        return new RawProperty(name, VObjectPropertyValues.escape(text), VCardDataType.TEXT);
    }

    private static <P extends VCardProperty> P alike(VCardProperty from, P to) {
        to.setGroup(from.getGroup());
        to.setParameters(new VCardParameters(from.getParameters()));
        return to;
    }

    private static List<DateOrTimeProperty> dates(VCard card) {
        List<DateOrTimeProperty> dates = new ArrayList<>();
        Stream.of(card.getBirthdays(), card.getAnniversaries(), card.getDeathdates())
                .forEach(dates::addAll);
        return dates;
    }

    private static void takeMidnight(DateOrTimeProperty property) {
        if (property.getDate() instanceof LocalDateTime date
                && date.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            property.setDate(date.toLocalDate());
        }
    }

    private static void giveYear(DateOrTimeProperty property) {
        PartialDate date = property.getPartialDate();
        if (date == null
                || date.getYear() != null
                || date.getMonth() == null
                || date.getDate() == null
                || date.hasTimeComponent()
                || !YearMonth.of(NO_YEAR, date.getMonth()).isValidDay(date.getDate())) {
            return;
        }
        property.setDate(LocalDate.of(NO_YEAR, date.getMonth(), date.getDate()));
        property.setParameter(OMIT_YEAR, Integer.toString(NO_YEAR));
    }

    /** A year that is said not to be meant, or that nobody can mean: iOS sends 1604 without saying more. */
    private static void takeYear(DateOrTimeProperty property) {
        Temporal date = property.getDate();
        String omitted = Objects.requireNonNullElse(property.getParameter(OMIT_YEAR), Integer.toString(NO_YEAR));
        if (date == null || !date.isSupported(ChronoField.YEAR)) {
            return;
        }
        if (omitted.equals(Integer.toString(date.get(ChronoField.YEAR)))) {
            property.setPartialDate(PartialDate.builder()
                    .month(date.get(ChronoField.MONTH_OF_YEAR))
                    .date(date.get(ChronoField.DAY_OF_MONTH))
                    .build());
            property.removeParameter(OMIT_YEAR);
        }
    }
}
