package dev.fasti.store.file.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlidingBufferTest {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final GrowingBuffer written = new GrowingBuffer();

    private SlidingBuffer read() throws IOException {
        written.drainTo(file);
        return new SlidingBuffer(new ByteArrayInputStream(file.toByteArray()), file.size());
    }

    private static String text(ByteBuffer in) {
        byte[] octets = new byte[in.getInt()];
        in.get(octets);
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName(
            "what was put is taken in the same order, wherever it crosses the part that memory holds, and however long")
    void readsBack() throws IOException {
        Random random = new Random(20261127);
        for (int i = 0; i < 4000; i++) {
            written.putText("x".repeat(random.nextInt(i % 1000 == 0 ? 300_000 : 100)))
                    .putLong(i);
        }
        SlidingBuffer in = read();
        random.setSeed(20261127);
        for (int i = 0; i < 4000; i++) {
            assertThat(in.take(SlidingBufferTest::text)).hasSize(random.nextInt(i % 1000 == 0 ? 300_000 : 100));
            assertThat((long) in.take(ByteBuffer::getLong)).isEqualTo(i);
        }
        assertThat(in.remaining()).isZero();
        assertThat(in.checksum()).isEqualTo(written.checksum());
    }

    @Test
    @DisplayName("numbers fill an array that is larger than what memory holds of the file")
    void numbers() throws IOException {
        written.putByte(1);
        for (int i = 0; i < 50_000; i++) {
            written.putLong(i);
        }
        SlidingBuffer in = read();
        in.take(ByteBuffer::get);
        long[] numbers = new long[50_000];
        in.take(numbers);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i]).isEqualTo(i);
        }
    }

    @Test
    @DisplayName("nothing beyond the octets that were allowed is taken, nor from a stream that ends before them")
    void ends() throws IOException {
        written.putLong(1).putInt(2);
        SlidingBuffer in = read();
        assertThat((long) in.take(ByteBuffer::getLong)).isEqualTo(1);
        assertThatThrownBy(() -> in.take(ByteBuffer::getLong)).isInstanceOf(BufferUnderflowException.class);
        assertThat((int) in.take(ByteBuffer::getInt)).isEqualTo(2);
        SlidingBuffer cut = new SlidingBuffer(new ByteArrayInputStream(new byte[4]), 8);
        assertThatThrownBy(() -> cut.take(ByteBuffer::getInt)).isInstanceOf(BufferUnderflowException.class);
    }
}
