package dev.fasti.vobject;

/** What can be wrong with content lines, whatever they say. */
public enum Fault {
    /** The octets are not UTF-8 (RFC 5545 section 3.1.4, RFC 6350 section 3.1), even after unfolding. Reading goes on. */
    CHARSET("not UTF-8"),
    /** A line has no colon and so is neither a property nor a continuation. Reading goes on after it. */
    LINE("a line without a colon"),
    /** A BEGIN without its END, an END without its BEGIN, or one without a name. Reading stops. */
    UNBALANCED("BEGIN and END do not match"),
    /** Components are nested deeper than {@value ContentLines#MAX_DEPTH}. Reading stops. */
    DEPTH("nested too deeply"),
    /** A property's name and parameters take more than {@value ContentLines#MAX_HEADER} octets. Nothing is read. */
    HEADER("a property with too many parameters");

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    /** True where what follows the fault was not read. */
    public boolean endsReading() {
        return this != CHARSET && this != LINE;
    }

    /** The fault in English, without anything of the content. */
    public String text() {
        return text;
    }
}
