package dev.fasti.icalendar.expansion;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The oracle: a recurrence rule read word by word from RFC 5545 section 3.3.10, one day or one second after the other from
 * DTSTART, without any care for speed. Shares no code with what it judges, not even the parser.
 */
final class NaiveRule {
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private final Map<String, String> parts = new HashMap<>();
    private final Map<String, List<Integer>> numbers = new HashMap<>();
    private final LocalDateTime seed;
    private final String freq;
    private final long interval;

    NaiveRule(String rule, LocalDateTime seed) {
        for (String part : rule.split(";")) {
            parts.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        this.seed = seed;
        this.freq = parts.getOrDefault("FREQ", "");
        this.interval = Long.parseLong(parts.getOrDefault("INTERVAL", "1"));
    }

    /** The starts up to {@code last}, DTSTART always among them. */
    List<LocalDateTime> until(LocalDateTime last) {
        TreeSet<LocalDateTime> all = new TreeSet<>();
        all.add(seed);
        long count = Long.parseLong(parts.getOrDefault("COUNT", "1000000000"));
        LocalDateTime end = parts.containsKey("UNTIL") ? time(parts.get("UNTIL")) : last;
        LocalDateTime begin = begin();
        while (!begin.isAfter(last)) {
            for (LocalDateTime each : positions(interval(begin))) {
                if (!each.isBefore(seed) && !each.isAfter(end) && (all.contains(each) || all.size() < count)) {
                    all.add(each);
                }
            }
            begin = next(begin);
        }
        return all.stream().filter(each -> !each.isAfter(last)).toList();
    }

    static LocalDateTime time(String text) {
        return LocalDateTime.parse(
                text.replace("Z", ""), java.time.format.DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss"));
    }

    private LocalDateTime begin() {
        LocalDate day = seed.toLocalDate();
        return switch (freq) {
            case "YEARLY" -> LocalDate.of(day.getYear(), 1, 1).atStartOfDay();
            case "MONTHLY" -> day.withDayOfMonth(1).atStartOfDay();
            case "WEEKLY" -> {
                while (day.getDayOfWeek() != weekStart()) {
                    day = day.minusDays(1);
                }
                yield day.atStartOfDay();
            }
            case "DAILY" -> day.atStartOfDay();
            case "HOURLY" -> seed.withMinute(0).withSecond(0);
            case "MINUTELY" -> seed.withSecond(0);
            default -> seed;
        };
    }

    private LocalDateTime next(LocalDateTime begin) {
        return switch (freq) {
            case "YEARLY" -> begin.plusYears(interval);
            case "MONTHLY" -> begin.plusMonths(interval);
            case "WEEKLY" -> begin.plusWeeks(interval);
            case "DAILY" -> begin.plusDays(interval);
            case "HOURLY" -> begin.plusHours(interval);
            case "MINUTELY" -> begin.plusMinutes(interval);
            default -> begin.plusSeconds(interval);
        };
    }

    private LocalDateTime endOf(LocalDateTime begin) {
        return switch (freq) {
            case "YEARLY" -> begin.plusYears(1);
            case "MONTHLY" -> begin.plusMonths(1);
            case "WEEKLY" -> begin.plusWeeks(1);
            default -> begin.plusDays(1);
        };
    }

    private DayOfWeek weekStart() {
        return DayOfWeek.of(1 + DAYS.indexOf(parts.getOrDefault("WKST", "MO")));
    }

    /** The recurrence set within one interval. */
    private List<LocalDateTime> interval(LocalDateTime begin) {
        List<LocalDateTime> set = new ArrayList<>();
        if (List.of("HOURLY", "MINUTELY", "SECONDLY").contains(freq)) {
            if (limitDay(begin.toLocalDate())) {
                set.addAll(timesOfShort(begin));
            }
            return set;
        }
        for (LocalDate day = begin.toLocalDate(); day.isBefore(endOf(begin).toLocalDate()); day = day.plusDays(1)) {
            if (freq.equals("YEARLY") ? yearly(day) : freq.equals("MONTHLY") ? monthly(day) : other(day)) {
                set.addAll(times(day));
            }
        }
        return set;
    }

    private boolean yearly(LocalDate day) {
        if (has("BYMONTH") && !numbers("BYMONTH").contains(day.getMonthValue())
                || has("BYWEEKNO") && !inWeek(day)
                || has("BYYEARDAY") && !inYear(day)
                || has("BYMONTHDAY") && !inMonth(day)) {
            return false;
        }
        if (has("BYDAY")) {
            if (has("BYMONTH")) {
                return byDay(day, day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth()));
            }
            return byDay(day, day.withDayOfYear(1), day.withDayOfYear(day.lengthOfYear()));
        }
        if (has("BYYEARDAY") || has("BYMONTHDAY")) {
            return true;
        }
        if (has("BYWEEKNO")) {
            return day.getDayOfWeek() == seed.getDayOfWeek();
        }
        return day.getDayOfMonth() == seed.getDayOfMonth() && (has("BYMONTH") || day.getMonth() == seed.getMonth());
    }

    private boolean monthly(LocalDate day) {
        if (has("BYMONTH") && !numbers("BYMONTH").contains(day.getMonthValue())
                || has("BYMONTHDAY") && !inMonth(day)
                || has("BYDAY") && !byDay(day, day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth()))) {
            return false;
        }
        return has("BYMONTHDAY") || has("BYDAY") || day.getDayOfMonth() == seed.getDayOfMonth();
    }

    private boolean other(LocalDate day) {
        return limitDay(day) && (!freq.equals("WEEKLY") || has("BYDAY") || day.getDayOfWeek() == seed.getDayOfWeek());
    }

    private boolean limitDay(LocalDate day) {
        return (!has("BYMONTH") || numbers("BYMONTH").contains(day.getMonthValue()))
                && (!has("BYYEARDAY") || inYear(day))
                && (!has("BYMONTHDAY") || inMonth(day))
                && (!has("BYDAY") || byDay(day, day, day));
    }

    private boolean inYear(LocalDate day) {
        LocalDate last = LocalDate.of(day.getYear(), 12, 31);
        return numbers("BYYEARDAY").stream()
                .anyMatch(number -> number > 0
                        ? LocalDate.of(day.getYear(), 1, 1).plusDays(number - 1).equals(day)
                        : last.plusDays(number + 1).equals(day));
    }

    private boolean inMonth(LocalDate day) {
        LocalDate last = day.withDayOfMonth(1).plusMonths(1).minusDays(1);
        return numbers("BYMONTHDAY").stream()
                .anyMatch(number -> number > 0
                        ? number == day.getDayOfMonth()
                        : last.plusDays(number + 1).equals(day));
    }

    /** Week 1 is the first with four days in the year. */
    private boolean inWeek(LocalDate day) {
        LocalDate monday = day;
        while (monday.getDayOfWeek() != weekStart()) {
            monday = monday.minusDays(1);
        }
        int year = monday.plusDays(3).getYear();
        LocalDate first = weekOne(year);
        LocalDate after = weekOne(year + 1);
        int week = 1;
        for (LocalDate at = first; at.isBefore(monday); at = at.plusDays(7)) {
            week++;
        }
        int fromEnd = -1;
        for (LocalDate at = monday.plusDays(7); at.isBefore(after); at = at.plusDays(7)) {
            fromEnd--;
        }
        return numbers("BYWEEKNO").contains(week) || numbers("BYWEEKNO").contains(fromEnd);
    }

    private LocalDate weekOne(int year) {
        LocalDate day = LocalDate.of(year, 1, 4);
        while (day.getDayOfWeek() != weekStart()) {
            day = day.minusDays(1);
        }
        return day;
    }

    private boolean byDay(LocalDate day, LocalDate first, LocalDate last) {
        for (String value : parts.get("BYDAY").split(",")) {
            String number = value.substring(0, value.length() - 2);
            DayOfWeek weekday = DayOfWeek.of(1 + DAYS.indexOf(value.substring(value.length() - 2)));
            if (day.getDayOfWeek() != weekday) {
                continue;
            }
            if (number.isEmpty()) {
                return true;
            }
            List<LocalDate> all = new ArrayList<>();
            for (LocalDate each = first; !each.isAfter(last); each = each.plusDays(1)) {
                if (each.getDayOfWeek() == weekday) {
                    all.add(each);
                }
            }
            int index = Integer.parseInt(number);
            int at = index > 0 ? index - 1 : all.size() + index;
            if (at >= 0 && at < all.size() && all.get(at).equals(day)) {
                return true;
            }
        }
        return false;
    }

    private List<LocalDateTime> times(LocalDate day) {
        List<LocalDateTime> all = new ArrayList<>();
        for (int hour : or("BYHOUR", seed.getHour())) {
            for (int minute : or("BYMINUTE", seed.getMinute())) {
                for (int second : or("BYSECOND", seed.getSecond())) {
                    all.add(day.atTime(LocalTime.of(hour, minute, second)));
                }
            }
        }
        return all;
    }

    private List<LocalDateTime> timesOfShort(LocalDateTime begin) {
        Predicate<LocalDateTime> limit = time -> or("BYHOUR", time.getHour()).contains(time.getHour())
                && (freq.equals("HOURLY") || or("BYMINUTE", time.getMinute()).contains(time.getMinute()))
                && (!freq.equals("SECONDLY") || or("BYSECOND", time.getSecond()).contains(time.getSecond()));
        if (!limit.test(begin)) {
            return List.of();
        }
        List<LocalDateTime> all = new ArrayList<>();
        List<Integer> minutes = freq.equals("HOURLY") ? or("BYMINUTE", seed.getMinute()) : List.of(begin.getMinute());
        List<Integer> seconds = freq.equals("SECONDLY") ? List.of(begin.getSecond()) : or("BYSECOND", seed.getSecond());
        for (int minute : minutes) {
            for (int second : seconds) {
                all.add(begin.withMinute(minute).withSecond(second));
            }
        }
        return all;
    }

    private List<LocalDateTime> positions(List<LocalDateTime> interval) {
        List<LocalDateTime> set = new ArrayList<>(new TreeSet<>(interval));
        if (!has("BYSETPOS")) {
            return set;
        }
        return numbers("BYSETPOS").stream()
                .map(position -> position > 0 ? position - 1 : set.size() + position)
                .filter(index -> index >= 0 && index < set.size())
                .distinct()
                .sorted()
                .map(set::get)
                .toList();
    }

    private boolean has(String part) {
        return parts.containsKey(part);
    }

    private List<Integer> or(String part, int otherwise) {
        return has(part) ? numbers(part) : List.of(otherwise);
    }

    private List<Integer> numbers(String part) {
        return numbers.computeIfAbsent(
                part,
                name -> Arrays.stream(parts.get(name).split(","))
                        .map(Integer::valueOf)
                        .toList());
    }
}
