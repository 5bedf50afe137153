package dev.fasti.icalendar.zone;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.component.CalendarText;
import dev.fasti.icalendar.time.TimeZones;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A time zone of the IANA database as a VTIMEZONE (RFC 5545 section 3.6.5), made from the rules that times are reckoned
 * by here, so that both always agree. It starts in 1970.
 */
public final class StandardZone {
    private static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 1, 0, 0);
    /** Where a rule that recurrence rules cannot express ends: dates are listed. */
    private static final int LAST_YEAR = 2099;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private final String id;
    private final ZoneRules rules;
    private final Map<Observance, List<LocalDateTime>> dates = new LinkedHashMap<>();
    private final List<CalendarComponent> parts = new ArrayList<>();

    private StandardZone(ZoneId zone, String id) {
        this.id = id;
        this.rules = zone.getRules();
    }

    /** What holds from an onset on. */
    private record Observance(String kind, ZoneOffset from, ZoneOffset to) {}

    /** Whether a TZID is exactly a name of the IANA database, whose definition clients have themselves. */
    public static boolean isName(String tzid) {
        return find(tzid).isPresent();
    }

    /** The VTIMEZONE of the zone of this name; empty if there is none in the IANA database. */
    public static Optional<CalendarComponent> component(String tzid) {
        return find(tzid).map(zone -> new StandardZone(zone, tzid).component());
    }

    /** The zone as a whole iCalendar object: a value of {@code CALDAV:calendar-timezone}. */
    public static Optional<String> object(String tzid) {
        return component(tzid).map(zone -> {
            List<CalendarProperty> head =
                    List.of(property("VERSION", "2.0"), property("PRODID", "-//Fasti//Fasti//EN"));
            CalendarComponent calendar = new CalendarComponent("VCALENDAR", head, List.of(zone));
            return new String(CalendarText.of(calendar), StandardCharsets.UTF_8);
        });
    }

    private static Optional<ZoneId> find(String tzid) {
        return TimeZones.find(tzid).filter(zone -> zone.getId().equals(tzid));
    }

    private CalendarComponent component() {
        ZoneOffset first = rules.getOffset(FIRST);
        add("STANDARD", first, first, FIRST);
        int year = FIRST.getYear();
        for (ZoneOffsetTransition transition : rules.getTransitions()) {
            if (transition.getDateTimeBefore().isAfter(FIRST)) {
                add(transition);
                year = transition.getDateTimeBefore().getYear() + 1;
            }
        }
        for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
            follow(rule, year);
        }
        dates.forEach((observance, onsets) -> parts.add(part(observance, onsets, List.of())));
        return new CalendarComponent("VTIMEZONE", List.of(property("TZID", id)), parts);
    }

    private void add(ZoneOffsetTransition transition) {
        String kind = kind(transition);
        add(kind, transition.getOffsetBefore(), transition.getOffsetAfter(), transition.getDateTimeBefore());
    }

    private void add(String kind, ZoneOffset from, ZoneOffset to, LocalDateTime at) {
        dates.computeIfAbsent(new Observance(kind, from, to), key -> new ArrayList<>())
                .add(at);
    }

    private String kind(ZoneOffsetTransition transition) {
        return rules.isDaylightSavings(transition.getInstant()) ? "DAYLIGHT" : "STANDARD";
    }

    private void follow(ZoneOffsetTransitionRule rule, int year) {
        ZoneOffsetTransition first = rule.createTransition(year);
        Optional<String> recurrence = recurrence(rule, first.getDateTimeBefore(), year);
        if (recurrence.isEmpty()) {
            IntStream.rangeClosed(year, LAST_YEAR).forEach(each -> add(rule.createTransition(each)));
            return;
        }
        Observance observance = new Observance(kind(first), first.getOffsetBefore(), first.getOffsetAfter());
        parts.add(part(
                observance, List.of(first.getDateTimeBefore()), List.of(property("RRULE", recurrence.orElseThrow()))));
    }

    /** The rule as an RRULE; empty where its time of day lies on another day than the rule names. */
    private static Optional<String> recurrence(ZoneOffsetTransitionRule rule, LocalDateTime first, int year) {
        DayOfWeek weekday = rule.getDayOfWeek();
        int day = rule.getDayOfMonthIndicator();
        int month = rule.getMonth().getValue();
        LocalDate named = named(weekday, day, month, year);
        if (!first.toLocalDate().equals(named)
                || day < -1
                || (weekday != null && day + 6 > rule.getMonth().minLength())) {
            return Optional.empty();
        }
        String start = "FREQ=YEARLY;BYMONTH=" + month + ";";
        if (weekday == null) {
            return Optional.of(start + "BYMONTHDAY=" + day);
        }
        String name = weekday.name().substring(0, 2);
        boolean isLast = day + 6 == rule.getMonth().maxLength();
        if (day == -1 || isLast) {
            return Optional.of(start + "BYDAY=-1" + name);
        }
        String week = IntStream.range(day, day + 7).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return Optional.of(start + "BYMONTHDAY=" + week + ";BYDAY=" + name);
    }

    /** The day that a rule names in a year, before its time of day is looked at. */
    private static LocalDate named(@Nullable DayOfWeek weekday, int day, int month, int year) {
        LocalDate first = LocalDate.of(year, month, 1);
        LocalDate date = day < 0 ? first.plusDays(first.lengthOfMonth() + (long) day) : first.plusDays(day - 1L);
        while (weekday != null && date.getDayOfWeek() != weekday) {
            date = day < 0 ? date.minusDays(1) : date.plusDays(1);
        }
        return date;
    }

    private static CalendarComponent part(
            Observance observance, List<LocalDateTime> onsets, List<CalendarProperty> recurrence) {
        List<CalendarProperty> properties = new ArrayList<>();
        properties.add(property("DTSTART", LOCAL.format(onsets.get(0))));
        properties.add(property("TZOFFSETFROM", offset(observance.from())));
        properties.add(property("TZOFFSETTO", offset(observance.to())));
        properties.addAll(recurrence);
        onsets.stream().skip(1).forEach(onset -> properties.add(property("RDATE", LOCAL.format(onset))));
        return new CalendarComponent(observance.kind(), properties, List.of());
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
        String text = String.format(Locale.ROOT, "%s%02d%02d", sign, seconds / 3600, seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", seconds % 60);
    }

    private static CalendarProperty property(String name, String value) {
        return new CalendarProperty(name, List.of(), value);
    }
}
