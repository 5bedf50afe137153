package dev.fasti.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether Java, started as this process was, has a sensible share of the memory.
 *
 * @param heap bytes that Java may take for objects
 * @param all bytes of the machine, or of the container where it has a limit
 * @param largest bytes of the largest item that is taken ({@code limits.max_resource_size})
 */
public record MemoryCheck(long heap, long all, long largest) implements Check {
    private static final String SUBJECT = "memory";
    private static final int MEGABYTE = 1 << 20;
    /** What 128 MB for a container leave to the heap. */
    private static final long LEAST = 48L * MEGABYTE;
    /** An item is held as octets, as text and as components. */
    private static final int COPIES = 4;

    /** Of this process. */
    public static MemoryCheck current(long largest) {
        long all =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new MemoryCheck(Runtime.getRuntime().maxMemory(), all, largest);
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        String has = "the heap may grow to " + heap / MEGABYTE + " MB of " + all / MEGABYTE + " MB";
        if (heap < LEAST) {
            found.add(Finding.warn(
                    SUBJECT, has + ", which is little", "give the container 128 MB or more, or JAVA_OPTS=-Xmx64m"));
        }
        if (heap > all / 10 * 9) {
            found.add(Finding.warn(
                    SUBJECT,
                    has + ", and Java needs memory besides it",
                    "JAVA_OPTS=-Xmx" + Math.max(64, all / 2 / MEGABYTE) + "m"));
        }
        if (heap / COPIES < largest) {
            found.add(Finding.warn(
                    SUBJECT,
                    has + ", too little for one item of limits.max_resource_size (" + largest / 1_000_000 + " MB)",
                    "JAVA_OPTS=-Xmx" + (largest * COPIES / MEGABYTE + 16)
                            + "m, or a smaller limits.max_resource_size"));
        }
        return found.isEmpty() ? List.of(Finding.ok(SUBJECT, has)) : found;
    }
}
