package dev.fasti.store.file.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.store.file.props.MalformedProps;
import dev.fasti.store.lock.WriteLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A line of the file of locks is a lock, or refused in one way. */
class LockLineFuzz {
    private static final byte[] LINE =
            ("{\"creator\":\"alice\",\"depth\":\"ZERO\",\"expires\":\"2026-01-02T03:04:05Z\","
                            + "\"owner\":\"<o/>\",\"root\":\"/alice/a\",\"scope\":\"SHARED\",\"timeout\":\"PT1H\",\"token\":\"urn:a:b\"}")
                    .getBytes(StandardCharsets.UTF_8);

    @FuzzTest
    void anyLine(byte[] line) throws IOException {
        check(line);
    }

    @Test
    @DisplayName("a line with some octets changed is a lock that is written as it was read, or malformed")
    void changed() throws IOException {
        Random random = new Random(4918);
        int read = check(LINE);
        for (int i = 0; i < 20_000; i++) {
            byte[] line = LINE.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            read += check(line);
        }
        assertThat(read).isGreaterThan(500);
    }

    private static int check(byte[] line) throws IOException {
        WriteLock lock;
        try {
            lock = LockLine.read(line);
        } catch (MalformedProps e) {
            return 0;
        }
        assertThat(LockLine.read(LockLine.write(lock))).isEqualTo(lock);
        return 1;
    }
}
