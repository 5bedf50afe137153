package dev.fasti.http.admin;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the virtual machine says of itself. */
final class JvmMetrics {
    private static final double MILLIS = 1e3;

    private JvmMetrics() {}

    /** The beans are asked for when they are read: the first of them costs a start a good part of its time. */
    static void register(Metrics metrics) {
        metrics.gauge("jvm_heap_used_bytes", "Heap in use", () -> heap().getUsed());
        metrics.gauge("jvm_heap_committed_bytes", "Heap taken from the system", () -> heap().getCommitted());
        metrics.gauge("jvm_heap_max_bytes", "Heap that may be taken", () -> heap().getMax());
        metrics.gauge(
                "jvm_nonheap_used_bytes",
                "Memory for code and classes",
                () -> ManagementFactory.getMemoryMXBean()
                        .getNonHeapMemoryUsage()
                        .getUsed());
        metrics.gauge(
                "jvm_threads",
                "Platform threads",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        metrics.counter(
                "jvm_gc_collections_total",
                "Garbage collections",
                () -> sum(GarbageCollectorMXBean::getCollectionCount));
        metrics.counter(
                "jvm_gc_seconds_total",
                "Time spent on them",
                () -> sum(GarbageCollectorMXBean::getCollectionTime) / MILLIS);
        metrics.gauge(
                "process_start_time_seconds",
                "When the process began",
                () -> ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }

    private static double sum(ToLongFunction<GarbageCollectorMXBean> value) {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return collectors.stream().mapToLong(value).filter(n -> n > 0).sum();
    }
}
