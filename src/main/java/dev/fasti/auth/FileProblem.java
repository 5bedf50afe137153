package dev.fasti.auth;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;

/**
 * A part of a file that is skipped.
 *
 * @param line counted from 1
 * @param reason why, without any of its content
 */
public record FileProblem(int line, String reason) {
    private static final int MOST_NAMED = 20;

    /** Warns of each, up to a number. */
    public static void log(Logger log, Path file, List<FileProblem> problems) {
        problems.stream()
                .limit(MOST_NAMED)
                .forEach(problem -> log.warn("{}:{}: skipped: {}", file, problem.line(), problem.reason()));
        if (problems.size() > MOST_NAMED) {
            log.warn("{}: {} more lines skipped", file, problems.size() - MOST_NAMED);
        }
    }
}
