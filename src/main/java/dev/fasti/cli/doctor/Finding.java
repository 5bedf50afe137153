package dev.fasti.cli.doctor;

/**
 * One thing that an examination has seen.
 *
 * @param level how bad it is
 * @param subject what it is about, a word
 * @param text one line
 * @param fix what to do against it, such as a command to type; empty if, and only if, nothing is wrong
 */
public record Finding(Level level, String subject, String text, String fix) {
    /** How bad something is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** It works, but not for everybody, or not for long, or not safely. */
        WARN,
        /** Something does not work. */
        FAIL
    }

    public Finding {
        if (text.isBlank() || text.indexOf('\n') >= 0 || fix.isEmpty() != (level == Level.OK)) {
            throw new IllegalArgumentException("not a finding: " + level + " " + text + " / " + fix);
        }
    }

    public static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text, "");
    }

    public static Finding warn(String subject, String text, String fix) {
        return new Finding(Level.WARN, subject, text, fix);
    }

    public static Finding fail(String subject, String text, String fix) {
        return new Finding(Level.FAIL, subject, text, fix);
    }
}
