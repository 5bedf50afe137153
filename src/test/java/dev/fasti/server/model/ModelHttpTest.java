package dev.fasti.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random requests by three users against a model of what the standards ask for.
 *
 * <p>{@code -Dfasti.model.steps=2000 -Dfasti.model.seeds=20 -Dfasti.model.first=1} walks long; a failure names its seed
 * and the fewest steps that were found to end in one.
 */
class ModelHttpTest {
    private static final int STEPS = Integer.getInteger("fasti.model.steps", 250);
    private static final int SEEDS = Integer.getInteger("fasti.model.seeds", 5);
    private static final int FIRST = Integer.getInteger("fasti.model.first", 25);
    private static final int MOST_REPLAYS = 150;

    @TempDir
    Path folder;

    private int walks;

    @Test
    @DisplayName("Whatever users do, statuses, bodies, tags, listings, locks and syncs are those of the model")
    void agrees() {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Optional<Failure> failure = walk(Step.sequence(seed, STEPS));
            if (failure.isPresent()) {
                Failure least = shrink(failure.get());
                assertThat(least.steps())
                        .as("seed %d: %s\nafter\n%s", seed, least.what(), least.lines())
                        .isEmpty();
            }
        }
    }

    /** Steps of which the last one is answered wrongly. */
    private record Failure(List<Step> steps, String what) {
        String lines() {
            return String.join("\n", steps.stream().map(Step::toString).toList());
        }
    }

    private Optional<Failure> walk(List<Step> steps) {
        walks++;
        try (Walk walk = new Walk(folder.resolve("walk" + walks))) {
            for (int i = 0; i < steps.size(); i++) {
                Optional<String> wrong = walk.take(steps.get(i));
                if (wrong.isPresent()) {
                    return Optional.of(new Failure(steps.subList(0, i + 1), wrong.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Leaves out steps, many at once first, as long as it fails somehow. */
    private Failure shrink(Failure failure) {
        Failure least = failure;
        int replays = 0;
        for (int size = least.steps().size() / 2; size > 0 && replays < MOST_REPLAYS; size /= 2) {
            int at = 0;
            while (at + size < least.steps().size() && replays < MOST_REPLAYS) {
                replays++;
                List<Step> fewer = new ArrayList<>(least.steps());
                fewer.subList(at, at + size).clear();
                Optional<Failure> still = walk(fewer);
                if (still.isPresent()) {
                    least = still.get();
                } else {
                    at += size;
                }
            }
        }
        return least;
    }
}
