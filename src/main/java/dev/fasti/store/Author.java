package dev.fasti.store;

/**
 * Who makes a change, as the history tells it. Nothing is decided by it.
 *
 * @param user the login name; empty where nobody is logged in
 * @param client the program, as it names itself; empty if it does not
 * @param action the HTTP method or the command; empty if that is not known
 */
public record Author(String user, String client, String action) {
    /** A change that nobody has signed. */
    public static final Author UNKNOWN = new Author("", "", "");

    /** A change that was found in the folder, made by no server. */
    public static final Author OUTSIDE = new Author("", "", "outside");

    private static final int LONGEST = 120;

    /** Each is cut to 120 characters; what is not printable becomes a space, so that a line stays one. */
    public Author {
        user = clean(user);
        client = clean(client);
        action = clean(action);
    }

    private static String clean(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        StringBuilder clean = null;
        for (int i = 0; i < cut.length(); i++) {
            if (!isPrintable(cut.charAt(i))) {
                clean = clean == null ? new StringBuilder(cut) : clean;
                clean.setCharAt(i, ' ');
            }
        }
        return clean == null ? cut.strip() : clean.toString().strip();
    }

    /** Direction marks and the like would let a name pass for another one on a terminal. */
    private static boolean isPrintable(char c) {
        return !Character.isISOControl(c)
                && !Character.isSurrogate(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.LINE_SEPARATOR
                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
    }
}
