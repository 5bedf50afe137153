package dev.fasti.cli.frame;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where the new password of a user comes from. */
@FunctionalInterface
public interface PasswordSource {
    /**
     * The password that {@code login} shall have.
     *
     * @throws CommandFailure if none came
     */
    String newPassword(String login) throws IOException, CommandFailure;

    /** Asks for a line that is not shown while it is typed. */
    @FunctionalInterface
    interface Prompt {
        /** What was typed; null at the end of input. */
        char @Nullable [] ask(String question);
    }

    /** The person at the terminal, if there is one, else the first line of {@code in}. */
    static PasswordSource of(@Nullable Console console, InputStream in) {
        if (console == null || !isTerminal(console)) {
            return firstLine(in);
        }
        return prompted(question -> console.readPassword("%s", question));
    }

    /** Asks twice. */
    static PasswordSource prompted(Prompt prompt) {
        return login -> {
            char @Nullable [] first = prompt.ask("New password of " + login + ": ");
            char @Nullable [] second = first == null ? null : prompt.ask("Again: ");
            if (first == null || second == null) {
                throw new CommandFailure("no password was given");
            }
            if (!String.valueOf(first).equals(String.valueOf(second))) {
                throw new CommandFailure("the two passwords differ");
            }
            return String.valueOf(first);
        };
    }

    /** Reads one line of UTF-8, without its end. */
    static PasswordSource firstLine(InputStream in) {
        return login -> {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                line.write(octet);
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(line.toByteArray()))
                        .toString();
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            } catch (CharacterCodingException e) {
                throw new CommandFailure("the password on standard input is not UTF-8");
            }
        };
    }

    /** A password that somebody has already: typed once at the terminal, if there is one, else the first line. */
    static String known(Terminal terminal, String question) throws IOException, CommandFailure {
        Console console = System.console();
        if (console == null || !isTerminal(console) || terminal.in() != System.in) {
            return firstLine(terminal.in()).newPassword("");
        }
        char @Nullable [] typed = console.readPassword("%s", question);
        if (typed == null) {
            throw new CommandFailure("no password was given");
        }
        return String.valueOf(typed);
    }

    /** From JDK 22 on there may be a console without a terminal. */
    static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
