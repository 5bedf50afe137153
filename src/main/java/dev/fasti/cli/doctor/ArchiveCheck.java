package dev.fasti.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether Java uses the archive of classes that the launcher names. One of another Java or another jar is passed over
 * without a word, and starts take twice as long.
 *
 * @param java the program
 * @param options of this process's Java, the archive among them if there is one
 * @param classPath of the process
 */
public record ArchiveCheck(Path java, List<String> options, String classPath) implements Check {
    private static final String SUBJECT = "start";
    private static final int PATIENCE_SECONDS = 20;
    private static final long LEAST_MEMORY = 512L << 20;

    /** Each option that names an archive, and the one by which Java does not start without it. */
    private enum Kind {
        SHARED("-XX:SharedArchiveFile=", "-Xshare:on"),
        AHEAD("-XX:AOTCache=", "-XX:AOTMode=on");

        private final String naming;
        private final String insisting;

        Kind(String naming, String insisting) {
            this.naming = naming;
            this.insisting = insisting;
        }
    }

    public ArchiveCheck {
        options = List.copyOf(options);
    }

    /** Of this process; without an archive where there is no room for one Java more, as in a small container. */
    public static ArchiveCheck current() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new ArchiveCheck(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                memory < LEAST_MEMORY
                        ? List.of()
                        : ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getProperty("java.class.path"));
    }

    @Override
    public List<Finding> findings() throws IOException {
        for (Kind kind : Kind.values()) {
            for (String option : options) {
                if (option.startsWith(kind.naming)) {
                    return List.of(finding(kind, option.substring(kind.naming.length())));
                }
            }
        }
        return List.of();
    }

    private Finding finding(Kind kind, String archive) throws IOException {
        return starts(kind)
                ? Finding.ok(SUBJECT, "Java uses the archive of classes " + archive)
                : Finding.warn(
                        SUBJECT,
                        "Java passes over the archive of classes " + archive
                                + ", which was made by another Java or of another jar: starts take twice as long",
                        "fasti warmup");
    }

    private boolean starts(Kind kind) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of(kind.insisting, "-cp", classPath, "-version"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Java does not start within " + PATIENCE_SECONDS + " seconds");
            }
            return process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while Java starts");
        } finally {
            process.destroyForcibly();
        }
    }
}
