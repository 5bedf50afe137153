package dev.fasti.caldav.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Busy time is merged and clipped (RFC 4791 7.10)")
class BusyTimeTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final BusyTime busy = new BusyTime(new TimeRange(NOON, at(600)));

    @Test
    @DisplayName("periods of one type that overlap or touch become one; others stay apart")
    void merges() {
        add(BusyType.BUSY, 100, 120);
        add(BusyType.BUSY, 10, 20);
        add(BusyType.BUSY, 20, 30);
        add(BusyType.BUSY, 15, 25);
        add(BusyType.BUSY, 31, 40);
        add(BusyType.BUSY, 105, 110);

        assertThat(minutes()).containsExactly("BUSY 10-30", "BUSY 31-40", "BUSY 100-120");
    }

    @Test
    @DisplayName("types are kept apart where they overlap, in the order of their starts")
    void types() {
        add(BusyType.TENTATIVE, 10, 30);
        add(BusyType.BUSY, 20, 40);
        add(BusyType.UNAVAILABLE, 20, 25);

        assertThat(minutes()).containsExactly("TENTATIVE 10-30", "BUSY 20-40", "UNAVAILABLE 20-25");
    }

    @Test
    @DisplayName("only what lies in the range counts, and no time at all is not busy")
    void clips() {
        add(BusyType.BUSY, -10, 5);
        add(BusyType.BUSY, 590, 700);
        add(BusyType.BUSY, -20, -10);
        add(BusyType.BUSY, -20, 0);
        add(BusyType.BUSY, 600, 610);
        add(BusyType.BUSY, 50, 50);

        assertThat(minutes()).containsExactly("BUSY 0-5", "BUSY 590-600");
    }

    @Test
    @DisplayName("thousands of periods are the same minutes as one by one")
    void manyPeriods() {
        long seed = 20261123;
        Random random = new Random(seed);
        boolean[] isBusy = new boolean[600];
        for (int i = 0; i < 5_000; i++) {
            int start = random.nextInt(600);
            int end = Math.min(600, start + random.nextInt(3));
            // Few different ones, so that gaps are left.
            if (start % 7 < 3) {
                add(BusyType.BUSY, start, end);
                for (int minute = start; minute < end; minute++) {
                    isBusy[minute] = true;
                }
            }
        }

        List<String> expected = new ArrayList<>();
        for (int minute = 0; minute < 600; minute++) {
            if (isBusy[minute] && (minute == 0 || !isBusy[minute - 1])) {
                int end = minute;
                while (end < 600 && isBusy[end]) {
                    end++;
                }
                expected.add("BUSY " + minute + "-" + end);
            }
        }
        assertThat(minutes()).as("seed " + seed).containsExactlyElementsOf(expected);
        assertThat(busy.size()).isEqualTo(expected.size());
    }

    private void add(BusyType type, int start, int end) {
        busy.add(type, at(start), at(end));
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private List<String> minutes() {
        return busy.periods().stream()
                .map(period -> period.type() + " " + minute(period.range().start()) + "-"
                        + minute(period.range().end()))
                .toList();
    }

    private static long minute(Instant time) {
        return (time.getEpochSecond() - NOON.getEpochSecond()) / 60;
    }
}
