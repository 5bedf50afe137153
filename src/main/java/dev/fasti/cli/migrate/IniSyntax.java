package dev.fasti.cli.migrate;

/** A line that makes no sense in an INI file. */
public final class IniSyntax extends Exception {
    private static final long serialVersionUID = 1L;

    IniSyntax(int line, String message) {
        super("line " + line + ": " + message);
    }
}
