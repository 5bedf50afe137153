package dev.fasti.store.file.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskMemoryTest {
    @Test
    @DisplayName("A large file is written without a copy of it outside of the heap, which the thread would keep")
    void noCopy(@TempDir Path folder) throws Exception {
        byte[] octets = new byte[16 << 20];
        Arrays.fill(octets, (byte) 'x');
        long before = direct();
        Disk.REAL.create(folder.resolve("large"), octets);
        assertThat(direct() - before).isLessThan(octets.length / 2);
        assertThat(Files.readAllBytes(folder.resolve("large"))).isEqualTo(octets);
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
