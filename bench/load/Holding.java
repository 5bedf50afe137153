import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process holds at one moment, once everything that is garbage has been collected.
 *
 * @param heap mebibytes of live objects
 * @param natives mebibytes that the JVM has committed outside the heap, by what for
 * @param memory mebibytes of memory, as the machine sees it
 * @param handles open files
 */
record Holding(double heap, Map<String, Double> natives, double memory, long threads, long handles) {
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern CATEGORY = Pattern.compile("(?m)^-\\s+(\\S.*?) \\(reserved=\\d+KB, committed=(\\d+)KB\\)");

    /** What may come to hold more while nothing leaks: a few octets for each change, code that is compiled late. */
    private static final Holding SLACK = new Holding(6, Map.of(), 16, 8, 16);

    private static final double NATIVE_SLACK = 10;

    /** Looks at a process that was started with {@code -XX:NativeMemoryTracking=summary}. */
    static Holding of(Target target) throws IOException, InterruptedException {
        Matcher live = LIVE.matcher(ask(target, "GC.class_histogram"));
        if (!live.find()) {
            throw new IllegalStateException("no histogram of the heap");
        }
        Map<String, Double> natives = new TreeMap<>();
        Matcher category = CATEGORY.matcher(ask(target, "VM.native_memory"));
        while (category.find()) {
            if (!category.group(1).equals("Java Heap")) {
                natives.put(category.group(1), Double.parseDouble(category.group(2)) / 1024);
            }
        }
        if (natives.isEmpty()) {
            throw new IllegalStateException("native memory is not tracked");
        }
        return new Holding(
                Double.parseDouble(live.group(1)) / (1 << 20), natives, target.memory(), target.threads(), target.handles());
    }

    private static String ask(Target target, String question) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder("jcmd", Long.toString(target.process()), question)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + question + ": " + answer);
        }
        return answer;
    }

    double outsideHeap() {
        return natives.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What grew since more than it may; empty if nothing did. */
    List<String> grownSince(Holding before) {
        List<String> grown = new ArrayList<>();
        check(grown, "live heap, MiB", before.heap, heap, SLACK.heap);
        check(grown, "outside the heap, MiB", before.outsideHeap(), outsideHeap(), NATIVE_SLACK);
        check(grown, "PSS, MiB", before.memory, memory, SLACK.memory);
        check(grown, "threads", before.threads, threads, SLACK.threads);
        check(grown, "open files", before.handles, handles, SLACK.handles);
        return grown;
    }

    private static void check(List<String> grown, String what, double before, double now, double slack) {
        if (now > before + slack) {
            grown.add(String.format(Locale.ROOT, "%s: %.1f, then %.1f; %.0f more are allowed", what, before, now, slack));
        }
    }
}
