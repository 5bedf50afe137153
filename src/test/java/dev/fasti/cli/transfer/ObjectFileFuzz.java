package dev.fasti.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.server.fixture.Items;
import dev.fasti.vobject.file.LineEnds;
import dev.fasti.vobject.file.Merger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ObjectFileFuzz {
    @FuzzTest
    @DisplayName("Whatever a file holds, it is taken apart, and what comes out can be put together or is told apart")
    void anyFile(byte[] octets) throws IOException {
        check(octets);
    }

    @Test
    @DisplayName("2,000 damaged files are taken apart")
    void damaged() throws IOException {
        byte[] whole = (Items.calendar(ObjectFileTest.event("a", "DTSTART;TZID=X:20260101T000000\r\n")
                                + ObjectFileTest.event("a", "RECURRENCE-ID:20260101T000000Z\r\n")
                                + "BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n")
                        + Items.card("c", "d"))
                .getBytes(StandardCharsets.UTF_8);
        byte[] letters = "\r\n :;\"BEGINEND\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            byte[] octets = whole.clone();
            for (int edits = random.nextInt(6); edits >= 0; edits--) {
                octets[random.nextInt(octets.length)] = letters[random.nextInt(letters.length)];
            }
            check(octets);
        }
    }

    private static void check(byte[] octets) throws IOException {
        Path file = Files.createTempFile("fasti-fuzz", ".ics");
        try {
            Files.write(file, octets);
            Merger merger = new Merger(new ByteArrayOutputStream(), zone -> false);
            ObjectFile.survey(file).read(new ObjectFile.Receiver() {
                @Override
                public void object(byte[] object) throws IOException {
                    assertThat(Digests.ofContent(object)).isEqualTo(Digests.ofContent(LineEnds.made(object)));
                    Renaming.withUid(object, "other");
                    merger.write(object);
                }

                @Override
                public void fault(long at, String reason) {
                    assertThat(at).isBetween(0L, (long) octets.length);
                }
            });
        } finally {
            Files.delete(file);
        }
    }
}
