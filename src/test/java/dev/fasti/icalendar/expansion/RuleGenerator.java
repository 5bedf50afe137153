package dev.fasti.icalendar.expansion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Makes recurrence rules that RFC 5545 section 3.3.10 allows, of every FREQ and every part. */
final class RuleGenerator {
    private static final List<String> UNITS =
            List.of("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY");
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private final Random random;

    RuleGenerator(Random random) {
        this.random = random;
    }

    String rule() {
        int unit = random.nextInt(UNITS.size());
        List<String> parts = new ArrayList<>();
        parts.add("FREQ=" + UNITS.get(unit));
        if (random.nextBoolean()) {
            parts.add("INTERVAL=" + (1 + random.nextInt(unit > 4 ? 5_000 : 6)));
        }
        boolean weeks = unit == 0 && random.nextInt(4) == 0;
        add(parts, 4, "BYMONTH", 4, 1, 12, false);
        if (weeks) {
            add(parts, 1, "BYWEEKNO", 5, 1, 53, true);
        }
        if (unit == 0 || unit > 3) {
            add(parts, 5, "BYYEARDAY", unit == 0 ? 12 : 150, 1, 366, true);
        }
        if (unit != 2) {
            add(parts, 4, "BYMONTHDAY", unit > 3 ? 20 : 6, 1, 31, true);
        }
        if (random.nextInt(2) == 0) {
            parts.add("BYDAY=" + days(unit < 2 && !weeks && random.nextBoolean(), unit == 0));
        }
        add(parts, 4, "BYHOUR", 4, 0, 23, false);
        add(parts, 4, "BYMINUTE", unit > 4 ? 20 : 3, 0, 59, false);
        add(parts, 4, "BYSECOND", unit > 5 ? 30 : 3, 0, 59, false);
        if (parts.stream().anyMatch(part -> part.startsWith("BY"))) {
            add(parts, 4, "BYSETPOS", 3, 1, 8, true);
        }
        if (random.nextInt(3) == 0) {
            parts.add("WKST=" + DAYS.get(random.nextInt(7)));
        }
        switch (random.nextInt(4)) {
            case 0 -> parts.add("COUNT=" + (1 + random.nextInt(40)));
            case 1 ->
                parts.add(String.format(
                        "UNTIL=20%02d%02d15T%02d0000Z",
                        1 + random.nextInt(8), 1 + random.nextInt(12), random.nextInt(24)));
            default -> {} // for ever
        }
        return String.join(";", parts);
    }

    private void add(List<String> parts, int oneIn, String name, int most, int low, int high, boolean negative) {
        if (random.nextInt(oneIn) != 0) {
            return;
        }
        TreeSet<Integer> values = new TreeSet<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            int value = low + random.nextInt(high - low + 1);
            values.add(negative && random.nextInt(3) == 0 ? -value : value);
        }
        List<String> words = new ArrayList<>();
        values.forEach(value -> words.add(value.toString()));
        parts.add(name + "=" + String.join(",", words));
    }

    private String days(boolean ordinals, boolean yearly) {
        TreeSet<String> values = new TreeSet<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int ordinal = 1 + random.nextInt(yearly && random.nextBoolean() ? 53 : 5);
            String number =
                    ordinals && random.nextBoolean() ? String.valueOf(random.nextBoolean() ? ordinal : -ordinal) : "";
            values.add(number + DAYS.get(random.nextInt(7)));
        }
        return String.join(",", values);
    }
}
