package dev.fasti.cli.transfer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text and answers on one stream")
class TalkTest {
    @Test
    @DisplayName("come apart again wherever the stream is cut in pieces, and who waits at its end fails")
    void apart() throws IOException {
        BitSet wanted = new BitSet();
        wanted.set(3);
        wanted.set(1000);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        TalkWriter writer = new TalkWriter(stream);
        writer.write("made\n".getBytes(StandardCharsets.UTF_8));
        writer.answer(wanted);
        writer.answer(new BitSet());
        writer.write("tötals\n".getBytes(StandardCharsets.UTF_8));
        byte[] octets = stream.toByteArray();
        for (int piece = 1; piece <= octets.length; piece++) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            try (TalkReader reader = new TalkReader(text)) {
                for (int at = 0; at < octets.length; at += piece) {
                    reader.write(octets, at, Math.min(piece, octets.length - at));
                }
                assertThat(reader.next()).isEqualTo(wanted);
                assertThat(reader.next()).isEqualTo(new BitSet());
                reader.end();
                assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
                assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
            }
            assertThat(text.toString(StandardCharsets.UTF_8)).isEqualTo("made\ntötals\n");
        }
    }

    @Test
    @DisplayName("are refused where a frame claims a length that is none")
    void malformed() {
        try (TalkReader reader = new TalkReader(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> reader.write(new byte[] {'T', -1, 0, 0, 0, 1}, 0, 6))
                    .isInstanceOf(IOException.class);
        }
    }
}
