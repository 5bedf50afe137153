package dev.fasti.cli.doctor;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Writes words the way that a POSIX shell reads them. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private ShellWord() {}

    static String of(Path path) {
        String word = path.toString();
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
