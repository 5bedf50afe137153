package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.Fasti;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs commands as a shell would, and keeps what the latest one wrote. */
final class CommandLineTool {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    int run(byte[] input, String... args) {
        out.reset();
        err.reset();
        return Fasti.run(
                args,
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
    }

    /** Runs a command that has to succeed. */
    void done(String... args) {
        int code = run(new byte[0], args);
        assertThat(code).as(err() + out()).isZero();
    }

    /** Runs a command that has to fail, and returns what it says of that. */
    String failed(String... args) {
        assertThat(run(new byte[0], args)).as(out()).isEqualTo(1);
        assertThat(err()).doesNotContain("\tat ");
        return err();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    byte[] octets() {
        return out.toByteArray();
    }

    List<String> lines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
