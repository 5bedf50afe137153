package dev.fasti.store.path;

import dev.fasti.store.condition.StoreException;

/**
 * The rule for one segment of a path, decoded: what no store may ever be handed.
 *
 * <p>A segment is not empty, holds no {@code /} and no control character, does not start with a dot (so never
 * {@code .} or {@code ..}) and does not end with {@code ~} (Radicale, whose layout we keep, skips such files). A
 * store may refuse more by {@link StoreException.NameRefused}, such as what is too long for its file system.
 */
public final class MemberName {
    private MemberName() {}

    /**
     * Returns {@code name} if it is legal.
     *
     * @throws StoreException.NameRefused if it is not
     */
    public static String require(String name) {
        if (name.isEmpty()) {
            throw new StoreException.NameRefused("a name is empty");
        }
        if (name.charAt(0) == '.') {
            throw new StoreException.NameRefused("a name starts with a dot");
        }
        if (name.charAt(name.length() - 1) == '~') {
            throw new StoreException.NameRefused("a name ends with a tilde");
        }
        for (int i = 0; i < name.length(); i++) {
            requireCharacter(name, i);
        }
        return name;
    }

    private static void requireCharacter(String name, int i) {
        char c = name.charAt(i);
        if (c == '/' || c < 0x20 || c == 0x7f) {
            throw new StoreException.NameRefused("a name holds a slash or a control character");
        }
        boolean paired = Character.isHighSurrogate(c)
                ? i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))
                : !Character.isLowSurrogate(c) || (i > 0 && Character.isHighSurrogate(name.charAt(i - 1)));
        if (!paired) {
            throw new StoreException.NameRefused("a name is not well-formed Unicode");
        }
    }
}
