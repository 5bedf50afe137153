package dev.fasti.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ControlFramesFuzz {
    @FuzzTest
    @DisplayName("Whatever comes by the control socket is frames, a cut frame or a malformed one")
    void anything(byte[] octets) throws IOException {
        check(octets);
    }

    @Test
    @DisplayName("50,000 damaged conversations are each read, cut or refused")
    void damaged() throws IOException {
        byte[] whole = conversation();
        Random random = new Random(4711);
        for (int round = 0; round < 50_000; round++) {
            byte[] octets = Arrays.copyOf(whole, whole.length - random.nextInt(8));
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            check(octets);
        }
    }

    @Test
    @DisplayName("A frame is read as it was written")
    void roundTrip() throws IOException {
        byte[] whole = conversation();
        assertThat(written(read(whole))).isEqualTo(whole);
        List<Frame> frames = read(whole);
        assertThat(frames.get(0)).isEqualTo(new Frame.Hello("1.2.3"));
        assertThat(frames.get(1)).isEqualTo(new Frame.Run(List.of("export", "/zoë/calendar", "")));
        assertThat(frames.get(frames.size() - 1)).isEqualTo(new Frame.Exit(-1));
    }

    private static byte[] conversation() throws IOException {
        return written(List.of(
                new Frame.Hello("1.2.3"),
                new Frame.Run(List.of("export", "/zoë/calendar", "")),
                new Frame.More(65_536),
                new Frame.Input("input".getBytes(StandardCharsets.UTF_8)),
                new Frame.InputEnd(),
                new Frame.Output(new byte[] {0, -1, 10}),
                new Frame.Errors(new byte[0]),
                new Frame.Refusal("the server is stopping"),
                new Frame.Exit(-1)));
    }

    private static byte[] written(List<Frame> frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(Channels.newChannel(out));
        for (Frame frame : frames) {
            writer.write(frame);
        }
        return out.toByteArray();
    }

    private static List<Frame> read(byte[] octets) throws IOException {
        FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(octets)));
        List<Frame> frames = new java.util.ArrayList<>();
        for (Optional<Frame> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
            frames.add(frame.get());
        }
        return frames;
    }

    /** What is read is written again as it was. */
    private static void check(byte[] octets) throws IOException {
        try {
            assertThat(written(read(octets))).isEqualTo(octets);
        } catch (MalformedFrame | EOFException e) {
            assertThat(e).hasMessageStartingWith("control socket: ");
        }
    }
}
