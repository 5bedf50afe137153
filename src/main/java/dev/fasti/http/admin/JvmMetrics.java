package dev.fasti.http.admin;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the virtual machine says of itself. */
final class JvmMetrics {
    private static final double MILLIS = 1e3;

    private JvmMetrics() {}

    static void register(Metrics metrics) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        metrics.gauge(
                "jvm_heap_used_bytes",
                "Heap in use",
                () -> memory.getHeapMemoryUsage().getUsed());
        metrics.gauge(
                "jvm_heap_committed_bytes",
                "Heap taken from the system",
                () -> memory.getHeapMemoryUsage().getCommitted());
        metrics.gauge(
                "jvm_heap_max_bytes",
                "Heap that may be taken",
                () -> memory.getHeapMemoryUsage().getMax());
        metrics.gauge(
                "jvm_nonheap_used_bytes",
                "Memory for code and classes",
                () -> memory.getNonHeapMemoryUsage().getUsed());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        metrics.gauge("jvm_threads", "Platform threads", threads::getThreadCount);
        metrics.counter(
                "jvm_gc_collections_total",
                "Garbage collections",
                () -> sum(GarbageCollectorMXBean::getCollectionCount));
        metrics.counter(
                "jvm_gc_seconds_total",
                "Time spent on them",
                () -> sum(GarbageCollectorMXBean::getCollectionTime) / MILLIS);
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        metrics.gauge("process_start_time_seconds", "When the process began", () -> runtime.getStartTime() / MILLIS);
    }

    private static double sum(ToLongFunction<GarbageCollectorMXBean> value) {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return collectors.stream().mapToLong(value).filter(n -> n > 0).sum();
    }
}
