package dev.fasti.cli.doctor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whether Java writes file names in UTF-8.
 *
 * @param encoding of file names, from the locale ({@code sun.jnu.encoding})
 */
public record LocaleCheck(String encoding) implements Check {
    /** Of this process. */
    public static LocaleCheck current() {
        return new LocaleCheck(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    @Override
    public List<Finding> findings() {
        boolean fits =
                Charset.isSupported(encoding) && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
        return List.of(
                fits
                        ? Finding.ok("locale", "file names are written in UTF-8")
                        : Finding.fail(
                                "locale",
                                "file names are written in " + encoding + ": names beyond ASCII are refused",
                                "start Java with LC_ALL=C.UTF-8 in its environment, as bin/fasti does"));
    }
}
