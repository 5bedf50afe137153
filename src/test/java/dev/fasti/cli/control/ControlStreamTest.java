package dev.fasti.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Streams over the control socket")
@Timeout(60)
class ControlStreamTest {
    private static final int LARGE = 64 << 20;

    @TempDir
    Path data;

    private static MessageDigest sha256() throws Exception {
        return MessageDigest.getInstance("SHA-256");
    }

    /** The same octets each time. */
    private static InputStream noise(int length) {
        return new InputStream() {
            private final Random random = new Random(7);
            private int rest = length;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int most) {
                int count = Math.min(rest, most);
                for (int i = 0; i < count; i++) {
                    target[offset + i] = (byte) random.nextInt();
                }
                rest -= count;
                return count == 0 && most > 0 ? -1 : count;
            }
        };
    }

    @Test
    @DisplayName("64 MB go there and back at once as they were, through buffers of less than one")
    void both() throws Exception {
        try (ControlFixture server = new ControlFixture(data)) {
            server.with("cat", streams -> {
                streams.in().transferTo(streams.out());
                return 0;
            });
            MessageDigest sent = sha256();
            noise(LARGE).transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sent));
            MessageDigest received = sha256();
            OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), received);
            assertThat(server.call("cat", noise(LARGE), out, OutputStream.nullOutputStream()))
                    .isZero();
            assertThat(received.digest()).isEqualTo(sent.digest());
        }
    }

    @Test
    @DisplayName("A command that reads slowly gets no more than a window ahead")
    void inputIsPaced() throws Exception {
        AtomicLong taken = new AtomicLong();
        InputStream counted = new InputStream() {
            @Override
            public int read() {
                taken.incrementAndGet();
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                taken.addAndGet(length);
                return length;
            }
        };
        try (ControlFixture server = new ControlFixture(data)) {
            server.with("sip", streams -> {
                for (int i = 0; i < 1000; i++) {
                    if (streams.in().read() < 0) {
                        return 1;
                    }
                }
                return 0;
            });
            OutputStream none = OutputStream.nullOutputStream();
            assertThat(server.call("sip", counted, none, none)).isZero();
            assertThat(taken.get()).isBetween(1000L, 1L << 18);
        }
    }

    @Test
    @DisplayName("A command whose output nobody reads waits, and gets no more than the socket holds ahead")
    void outputIsPaced() throws Exception {
        AtomicLong written = new AtomicLong();
        try (ControlFixture server = new ControlFixture(data)) {
            server.with("pour", streams -> {
                for (int i = 0; i < LARGE >> 16; i++) {
                    streams.out().write(new byte[1 << 16]);
                    written.addAndGet(1 << 16);
                }
                return 0;
            });
            AtomicLong ahead = new AtomicLong();
            OutputStream slow = new OutputStream() {
                private long read;

                @Override
                public void write(int octet) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(byte[] octets, int offset, int length) throws IOException {
                    if (read == 0) {
                        awaitStandstill(written);
                    }
                    read += length;
                    ahead.accumulateAndGet(written.get() - read, Math::max);
                }
            };
            assertThat(server.call("pour", new ByteArrayInputStream(new byte[0]), slow, slow))
                    .isZero();
            assertThat(written.get()).isEqualTo(LARGE);
            assertThat(ahead.get()).isLessThan(8 << 20);
        }
    }

    /** Returns when a number has not risen for a while. */
    private static void awaitStandstill(AtomicLong number) throws IOException {
        try {
            long before;
            do {
                before = number.get();
                Thread.sleep(50);
            } while (number.get() > before);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
