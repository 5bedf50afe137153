package dev.fasti.cli.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message on the control socket: an octet that says what it is, four with the length of the payload, the payload.
 * Numbers are big-endian, text is UTF-8.
 *
 * <p>The client says {@link Hello}, the server answers with its own or a {@link Refusal}. These two keep their form in
 * all versions of Fasti. Then the client sends {@link Run}, and {@link Input} up to what {@link More} allowed; the
 * server sends {@link Output} and {@link Errors} and at last {@link Exit}, or a {@link Refusal} if it ends the command.
 */
sealed interface Frame {
    /** Octets in front of the payload. */
    int HEADER = 5;

    /** The longest payload of a frame that carries a part of a stream. */
    int MOST_OCTETS = 1 << 16;

    /** The longest payload of {@link Run}: as much as a system lets a command line have. */
    int MOST_ARGUMENTS = 1 << 21;

    /** The number of the type. */
    byte type();

    byte[] payload();

    /** The whole message. */
    default ByteBuffer encoded() {
        byte[] payload = payload();
        return ByteBuffer.allocate(HEADER + payload.length)
                .put(type())
                .putInt(payload.length)
                .put(payload)
                .flip();
    }

    /**
     * The version of Fasti at this end.
     *
     * @param version two sides of the same one understand each other
     */
    record Hello(String version) implements Frame {
        static final byte TYPE = 1;
        private static final byte[] MAGIC = "FASTICTL".getBytes(StandardCharsets.US_ASCII);

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public byte[] payload() {
            byte[] text = utf8(version);
            return ByteBuffer.allocate(MAGIC.length + text.length)
                    .put(MAGIC)
                    .put(text)
                    .array();
        }

        private static Hello decode(ByteBuffer payload) throws MalformedFrame {
            for (byte expected : MAGIC) {
                if (!payload.hasRemaining() || payload.get() != expected) {
                    throw new MalformedFrame("this is not Fasti");
                }
            }
            return new Hello(text(payload));
        }
    }

    /** Why the server does not run the command, or has ended it, as a sentence. */
    record Refusal(String sentence) implements Frame {
        static final byte TYPE = 2;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public byte[] payload() {
            return utf8(sentence);
        }
    }

    /** The command to run, once: its name and what follows it. */
    record Run(List<String> arguments) implements Frame {
        static final byte TYPE = 3;

        public Run {
            arguments = List.copyOf(arguments);
        }

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public byte[] payload() {
            List<byte[]> texts = arguments.stream().map(Frame::utf8).toList();
            ByteBuffer out = ByteBuffer.allocate(
                    texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum());
            texts.forEach(text -> out.putInt(text.length).put(text));
            return out.array();
        }

        private static Run decode(ByteBuffer payload) throws MalformedFrame {
            List<String> arguments = new ArrayList<>();
            while (payload.hasRemaining()) {
                int length = payload.remaining() < Integer.BYTES ? -1 : payload.getInt();
                if (length < 0 || length > payload.remaining()) {
                    throw new MalformedFrame("an argument is cut off");
                }
                arguments.add(text(payload.slice(payload.position(), length)));
                payload.position(payload.position() + length);
            }
            return new Run(arguments);
        }
    }

    /** A part of standard input. The octets are not copied. */
    record Input(byte[] payload) implements Frame {
        static final byte TYPE = 4;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    /** The end of standard input. */
    record InputEnd() implements Frame {
        static final byte TYPE = 5;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public byte[] payload() {
            return new byte[0];
        }
    }

    /**
     * Asks for standard input.
     *
     * @param octets so many more may come; at least one
     */
    record More(int octets) implements Frame {
        static final byte TYPE = 6;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public byte[] payload() {
            return number(octets);
        }
    }

    /** A part of standard output. The octets are not copied. */
    record Output(byte[] payload) implements Frame {
        static final byte TYPE = 7;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    /** A part of standard error. The octets are not copied. */
    record Errors(byte[] payload) implements Frame {
        static final byte TYPE = 8;

        @Override
        public byte type() {
            return TYPE;
        }
    }

    /** The end of the command, with its exit code. */
    record Exit(int code) implements Frame {
        static final byte TYPE = 9;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public byte[] payload() {
            return number(code);
        }
    }

    /**
     * The longest payload that a frame may have.
     *
     * @throws MalformedFrame if there is no such type
     */
    static int longest(byte type) throws MalformedFrame {
        return switch (type) {
            case Hello.TYPE, Refusal.TYPE -> 1 << 10;
            case Run.TYPE -> MOST_ARGUMENTS;
            case Input.TYPE, Output.TYPE, Errors.TYPE -> MOST_OCTETS;
            case InputEnd.TYPE -> 0;
            case More.TYPE, Exit.TYPE -> Integer.BYTES;
            default -> throw new MalformedFrame("there is no frame " + type);
        };
    }

    /**
     * Reads a payload.
     *
     * @param payload not longer than {@link #longest}; a frame may keep it
     */
    static Frame decode(byte type, byte[] payload) throws MalformedFrame {
        ByteBuffer buffer = ByteBuffer.wrap(payload);
        return switch (type) {
            case Hello.TYPE -> Hello.decode(buffer);
            case Refusal.TYPE -> new Refusal(text(buffer));
            case Run.TYPE -> Run.decode(buffer);
            case Input.TYPE -> new Input(payload);
            case InputEnd.TYPE -> new InputEnd();
            case More.TYPE -> new More(positive(number(buffer)));
            case Output.TYPE -> new Output(payload);
            case Errors.TYPE -> new Errors(payload);
            case Exit.TYPE -> new Exit(number(buffer));
            default -> throw new MalformedFrame("there is no frame " + type);
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer octets) throws MalformedFrame {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFrame("a text is not UTF-8");
        }
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static int number(ByteBuffer octets) throws MalformedFrame {
        if (octets.remaining() != Integer.BYTES) {
            throw new MalformedFrame("a number is cut off");
        }
        return octets.getInt();
    }

    private static int positive(int number) throws MalformedFrame {
        if (number < 1) {
            throw new MalformedFrame("nothing is asked for");
        }
        return number;
    }
}
