package dev.fasti.caldav.query;

import static dev.fasti.caldav.query.Filters.absent;
import static dev.fasti.caldav.query.Filters.comp;
import static dev.fasti.caldav.query.Filters.notText;
import static dev.fasti.caldav.query.Filters.prop;
import static dev.fasti.caldav.query.Filters.text;

import dev.fasti.server.fixture.Items;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/** Random calendar objects and filters within one year, which meet often enough. */
final class GeneratedCalendars {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final List<String> COMPONENTS = List.of("VEVENT", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY");
    private static final List<String> STATUS =
            List.of("CONFIRMED", "CANCELLED", "Completed", "COMPLETED", "NEEDS-ACTION", "TENTATIVE");
    private static final List<String> WORDS = List.of("Kaffee", "Tee", "Büro", "kuchen\\, warm", "Straße");
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Nowhere/Known");

    private final Random random;

    GeneratedCalendars(long seed) {
        this.random = new Random(seed);
    }

    String object(int number) {
        String component = pick(COMPONENTS);
        StringBuilder out = new StringBuilder();
        component(out, component, "uid-" + number + "@" + pick(WORDS).charAt(0), "");
        if (random.nextInt(40) == 0) {
            component(out, pick(COMPONENTS), "other-" + number, "");
        }
        return Items.calendar(out.toString());
    }

    private void component(StringBuilder out, String name, String uid, String more) {
        out.append("BEGIN:").append(name).append("\r\n").append(more);
        line(out, random.nextInt(30) == 0 ? "" : "UID:" + uid);
        if (name.equals("VFREEBUSY")) {
            freeBusy(out);
        } else {
            times(out, name);
        }
        line(out, "SUMMARY:" + pick(WORDS) + " " + pick(WORDS));
        line(out, random.nextBoolean() ? "STATUS:" + pick(STATUS) : "");
        if (random.nextInt(4) == 0) {
            String trigger = random.nextBoolean() ? "TRIGGER:-PT" + random.nextInt(3_000) + "M" : "TRIGGER:" + utc();
            out.append("BEGIN:VALARM\r\nACTION:AUDIO\r\n").append(trigger).append("\r\nEND:VALARM\r\n");
        }
        out.append("END:").append(name).append("\r\n");
    }

    private void times(StringBuilder out, String name) {
        boolean isTodo = name.equals("VTODO");
        LocalDateTime start = moment();
        String form = pick(List.of("Z", "", ";TZID=" + pick(ZONES), ";VALUE=DATE"));
        boolean isTimed = !isTodo && !name.equals("VJOURNAL") || random.nextBoolean();
        if (isTimed) {
            line(out, value("DTSTART", start, form));
            switch (random.nextInt(3)) {
                case 0 -> line(out, name.equals("VJOURNAL") ? "" : value(isTodo ? "DUE" : "DTEND", later(start), form));
                case 1 -> line(out, "DURATION:" + pick(List.of("PT1H", "P1D", "PT0S", "P2W")));
                default -> {}
            }
            if (random.nextInt(4) == 0) {
                String end = pick(List.of("", ";COUNT=5", ";UNTIL=" + utc()));
                line(out, "RRULE:FREQ=" + pick(List.of("DAILY", "WEEKLY", "MONTHLY;BYMONTHDAY=31")) + end);
                line(out, random.nextBoolean() ? value("EXDATE", start, form) : "");
            }
        } else if (isTodo && random.nextBoolean()) {
            line(out, value("DUE", start, form));
        }
        line(out, isTodo && random.nextInt(3) == 0 ? "COMPLETED:" + utc() : "");
        line(out, random.nextInt(3) == 0 ? "CREATED:" + utc() : "");
    }

    private void freeBusy(StringBuilder out) {
        LocalDateTime start = moment();
        if (random.nextBoolean()) {
            line(out, value("DTSTART", start, "Z"));
            line(out, value("DTEND", later(start), "Z"));
        }
        line(out, random.nextBoolean() ? "FREEBUSY:" + utc() + "/PT2H" : "");
    }

    String filter() {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> comp(pick(COMPONENTS), absent());
            case 2 -> comp("VEVENT", range()) + comp("VTODO", absent());
            case 3 -> comp("VTODO", open());
            default -> object();
        };
    }

    private String object() {
        String component = pick(COMPONENTS);
        String content = random.nextInt(4) > 0 ? range() : "";
        for (int i = random.nextInt(3); i > 0; i--) {
            content += property();
        }
        if (random.nextInt(6) == 0) {
            content += comp("VALARM", random.nextInt(4) == 0 ? absent() : random.nextBoolean() ? range() : "");
        }
        return comp(component, content);
    }

    private String open() {
        return prop("COMPLETED", absent())
                + pick(List.of("", prop("STATUS", notText("CANCELLED"))))
                + pick(List.of("", prop("STATUS", notText("completed")), prop("STATUS", absent())));
    }

    private String property() {
        return switch (random.nextInt(6)) {
            case 0 -> prop("UID", text("uid-" + random.nextInt(30)));
            case 1 -> prop("UID", notText("uid-" + random.nextInt(3)));
            case 2 -> prop("SUMMARY", text(pick(List.of("kaffee", "TEE", "büro", "kuchen, ", "x"))));
            case 3 -> prop("STATUS", pick(List.of(absent(), notText("CANCELLED"), text("complete"), "")));
            case 4 -> prop(pick(List.of("DTSTART", "DTEND", "DUE", "COMPLETED", "CREATED")), range());
            default -> prop("UID", "<C:text-match collation=\"i;unicode-casemap\">@K</C:text-match>");
        };
    }

    private String range() {
        LocalDateTime start = moment();
        LocalDateTime end = start.plusHours(1 + random.nextInt(24 * 40));
        return switch (random.nextInt(6)) {
            case 0 -> Filters.range(LOCAL.format(start) + "Z", "");
            case 1 -> Filters.range("", LOCAL.format(start) + "Z");
            default -> Filters.range(LOCAL.format(start) + "Z", LOCAL.format(end) + "Z");
        };
    }

    private String value(String name, LocalDateTime time, String form) {
        return switch (form) {
            case "Z" -> name + ":" + LOCAL.format(time) + "Z";
            case ";VALUE=DATE" -> name + form + ":" + DATE.format(time);
            default -> name + form + ":" + LOCAL.format(time);
        };
    }

    private LocalDateTime moment() {
        return LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(15L * random.nextInt(4 * 24 * 365));
    }

    private LocalDateTime later(LocalDateTime start) {
        return random.nextInt(5) == 0
                ? start.plusDays(random.nextInt(60))
                : start.plusMinutes(15L * random.nextInt(12));
    }

    private String utc() {
        return LOCAL.format(moment()) + "Z";
    }

    private static void line(StringBuilder out, String line) {
        if (!line.isEmpty()) {
            out.append(line).append("\r\n");
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
