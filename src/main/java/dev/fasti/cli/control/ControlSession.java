package dev.fasti.cli.control;

import dev.fasti.cli.control.Frame.Exit;
import dev.fasti.cli.control.Frame.Hello;
import dev.fasti.cli.control.Frame.Input;
import dev.fasti.cli.control.Frame.InputEnd;
import dev.fasti.cli.control.Frame.Refusal;
import dev.fasti.cli.control.Frame.Run;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client and the command that it wants run, in two threads: this one reads what the client sends, so that its end
 * is noticed at once; the other one is the command's.
 */
final class ControlSession implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ControlSession.class);

    private final SocketChannel channel;
    private final String version;
    private final CommandRunner runner;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final SessionStreams streams;
    private final Thread thread;

    /** @param ended is called once, when the command has ended and the connection is closed */
    ControlSession(SocketChannel channel, String version, CommandRunner runner, Consumer<ControlSession> ended) {
        this.channel = channel;
        this.version = version;
        this.runner = runner;
        this.reader = new FrameReader(channel);
        this.writer = new FrameWriter(channel);
        this.streams = new SessionStreams(writer);
        this.thread = daemon("control-session", () -> {
            try {
                run();
            } finally {
                ended.accept(this);
            }
        });
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try (channel) {
            Optional<Run> run = greet();
            if (run.isPresent()) {
                serve(run.get());
            }
        } catch (IOException e) {
            log.debug("A control connection ended", e);
        }
    }

    /** @return what to run; empty if the client left, or is of another version */
    private Optional<Run> greet() throws IOException {
        Optional<Frame> first = reader.read();
        if (first.isEmpty() || !(first.get() instanceof Hello hello)) {
            return Optional.empty();
        }
        if (!hello.version().equals(version)) {
            writer.write(new Refusal("the server runs version " + version + " of Fasti, and this command is of version "
                    + hello.version() + ": restart the server, or use the command of its version"));
            return Optional.empty();
        }
        writer.write(new Hello(version));
        return reader.read().flatMap(frame -> frame instanceof Run run ? Optional.of(run) : Optional.empty());
    }

    private void serve(Run run) {
        Thread command = daemon("control-command", () -> command(run));
        command.start();
        try {
            for (Optional<Frame> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
                take(frame.get());
            }
        } catch (IOException e) {
            log.debug("A control connection broke", e);
        } finally {
            streams.cancel("nobody waits for this command any more");
            join(command, Duration.ZERO);
        }
    }

    private void take(Frame frame) throws MalformedFrame {
        if (frame instanceof Input input) {
            streams.paced().deliver(input.payload());
        } else if (frame instanceof InputEnd) {
            streams.paced().end();
        } else {
            throw new MalformedFrame("frame " + frame.type() + " does not belong here");
        }
    }

    private void command(Run run) {
        String name = run.arguments().isEmpty() ? "" : run.arguments().get(0);
        int code = 1;
        try {
            code = runner.run(run.arguments(), streams);
        } catch (RuntimeException | Error e) {
            log.error("The command {} failed", name, e);
            streams.err().println("the command failed in the server; its log has more");
        }
        log.debug("The command {} ended with {}", name, code);
        end(code);
    }

    private void end(int code) {
        Optional<String> cancelled = streams.cancelled();
        try {
            writer.write(cancelled.isPresent() ? new Refusal(cancelled.get()) : new Exit(code));
            channel.shutdownOutput();
        } catch (IOException e) {
            log.debug("Nobody waited for the end of a command", e);
        }
    }

    /** Waits for the end of the command and the client; false if it did not come in time. */
    boolean awaitEnd(Duration time) {
        return join(thread, time.isZero() ? Duration.ofMillis(1) : time);
    }

    /** Tells the command to end, and the client why. */
    void cancel(String reason) {
        streams.cancel(reason);
    }

    /** Closes the connection, whoever waits for it. */
    void disconnect() {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("A control connection could not be closed", e);
        }
    }

    /** @param time zero for as long as it takes */
    private static boolean join(Thread thread, Duration time) {
        try {
            thread.join(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
