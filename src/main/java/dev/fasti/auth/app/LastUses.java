package dev.fasti.auth.app;

import dev.fasti.auth.Attempt;
import dev.fasti.auth.ReplacedFile;
import dev.fasti.auth.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last use of each app password. It is noted in memory, and written at most once a minute, by a thread of its own,
 * if anything is new: no request waits for that, and a crash loses a minute of it.
 */
public final class LastUses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LastUses.class);

    private final Path file;
    private final Clock clock;
    private final Map<String, LastUse> fresh = new ConcurrentHashMap<>();
    private final Map<String, LastUse> written = new ConcurrentHashMap<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "last-uses");
        thread.setDaemon(true);
        return thread;
    });

    /** @param file need not exist */
    public LastUses(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Notes a use. */
    public void note(AppPassword password, Attempt attempt) {
        LastUse use = new LastUse(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                attempt.from().getHostAddress(),
                attempt.client());
        if (!use.equals(fresh.get(password.digest()))) {
            fresh.put(password.digest(), use);
            if (scheduled.compareAndSet(false, true)) {
                writer.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.MINUTES);
            }
        }
    }

    /** The last use that the file knows of. */
    public static Optional<LastUse> of(AppPassword password, Path file) throws IOException {
        return lines(new ReplacedFile(file).read()).values().stream()
                .flatMap(line -> LastUse.read(password.digest(), line).stream())
                .findFirst();
    }

    private static Map<String, String> lines(byte[] octets) {
        Map<String, String> lines = new LinkedHashMap<>();
        new String(octets, StandardCharsets.UTF_8).lines().forEach(line -> lines.put(line.split("\t", 2)[0], line));
        return lines;
    }

    void write() {
        Map<String, LastUse> now = Map.copyOf(fresh);
        if (now.equals(written)) {
            return;
        }
        try {
            new ReplacedFile(file).change(octets -> {
                Map<String, String> lines = lines(octets);
                now.forEach((digest, use) -> lines.put(digest, use.line(digest)));
                return (String.join("\n", lines.values()) + "\n").getBytes(StandardCharsets.UTF_8);
            });
            written.putAll(now);
        } catch (IOException | UserException | RuntimeException e) {
            log.warn("{}: the last use of app passwords cannot be written: {}", file, e.toString());
        }
    }

    /** Writes what is new. */
    @Override
    public void close() {
        writer.shutdown();
        write();
    }
}
