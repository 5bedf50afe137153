package dev.fasti.cli.control;

import dev.fasti.cli.control.Frame.Errors;
import dev.fasti.cli.control.Frame.Exit;
import dev.fasti.cli.control.Frame.Hello;
import dev.fasti.cli.control.Frame.More;
import dev.fasti.cli.control.Frame.Output;
import dev.fasti.cli.control.Frame.Refusal;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The caller's end of a command that runs in the server. Closing it, or the end of its process, ends the command. */
public final class ControlClient implements AutoCloseable {
    private final SocketChannel channel;
    private final FrameReader reader;
    private final FrameWriter writer;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
        this.reader = new FrameReader(channel);
        this.writer = new FrameWriter(channel);
    }

    /**
     * Connects to the server that has a data folder.
     *
     * @param version of this program
     * @return empty if no server answers there
     * @throws ControlRefused if it is of another version, or has no time
     * @throws IOException if its socket may not be used
     */
    public static Optional<ControlClient> connect(Path data, String version) throws IOException, ControlRefused {
        Optional<SocketChannel> channel = ControlSocket.connect(data.resolve("fasti"));
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        ControlClient client = new ControlClient(channel.get());
        boolean greeted = false;
        try {
            greeted = client.greet(version);
            return greeted ? Optional.of(client) : Optional.empty();
        } finally {
            if (!greeted) {
                client.close();
            }
        }
    }

    private boolean greet(String version) throws IOException, ControlRefused {
        try {
            writer.write(new Hello(version));
        } catch (IOException e) {
            // Closed already, and perhaps with a word, which is read next.
        }
        Optional<Frame> answer;
        try {
            answer = reader.read();
        } catch (MalformedFrame e) {
            throw e;
        } catch (IOException e) {
            return false; // It ended meanwhile.
        }
        if (answer.isPresent() && answer.get() instanceof Refusal refusal) {
            throw new ControlRefused(refusal.sentence());
        }
        if (answer.isPresent() && !(answer.get() instanceof Hello)) {
            throw new MalformedFrame("the server does not greet");
        }
        return answer.isPresent();
    }

    /**
     * Runs a command and waits for its end. For one command.
     *
     * @param arguments the command's name and what follows it
     * @param here where its streams lead; {@code in} is read only as far as the command asks for it
     * @return its exit code
     * @throws ControlRefused if the server ended it, or ended
     * @throws IOException if a stream here fails
     */
    public int run(List<String> arguments, Streams here) throws IOException, ControlRefused {
        Frame.Run run = new Frame.Run(arguments);
        if (run.payload().length > Frame.MOST_ARGUMENTS) {
            throw new ControlRefused("there are too many arguments");
        }
        InputPump input = new InputPump(here.in(), writer, this::close);
        try {
            send(run);
            int code = attend(here, input);
            here.out().flush();
            return code;
        } catch (IOException e) {
            throw input.failure().orElse(e);
        } finally {
            input.stop();
        }
    }

    private int attend(Streams here, InputPump input) throws IOException, ControlRefused {
        while (true) {
            Frame frame = next();
            if (frame instanceof Output output) {
                here.out().write(output.payload());
                here.out().flush();
            } else if (frame instanceof Errors errors) {
                here.err().write(errors.payload());
                here.err().flush();
            } else if (frame instanceof More more) {
                input.allow(more.octets());
            } else if (frame instanceof Exit exit) {
                return exit.code();
            } else if (frame instanceof Refusal refusal) {
                throw new ControlRefused(refusal.sentence());
            } else {
                throw new MalformedFrame("frame " + frame.type() + " does not belong here");
            }
        }
    }

    private void send(Frame.Run run) throws ControlRefused {
        try {
            writer.write(run);
        } catch (IOException e) {
            throw new ControlRefused("the server ended before the command began");
        }
    }

    private Frame next() throws IOException, ControlRefused {
        Optional<Frame> frame;
        try {
            frame = reader.read();
        } catch (java.net.SocketException e) {
            frame = Optional.empty();
        }
        return frame.orElseThrow(() -> new ControlRefused(
                "the server ended before the command did; what the command had done until then is done"));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing that it could still do.
        }
    }
}
