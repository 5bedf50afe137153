package dev.fasti.vobject;

import com.github.mangstadt.vinnie.VObjectProperty;

/**
 * Told what content lines say, in their order.
 *
 * <p>A depth counts components from the outside: 0 is the outermost, -1 is outside of all.
 */
public interface ContentSink {
    /**
     * A component begins.
     *
     * @param component its name in upper case
     * @param depth its own depth
     */
    void begin(String component, int depth);

    /**
     * A property, {@code VERSION} included.
     *
     * @param property the property; its value is unfolded and decoded from quoted-printable, escapes stand as they are.
     *     A line of more than {@link ContentLines#MAX_LINE} octets is cut, and its value ends with NUL
     * @param depth the depth of the component that holds it
     */
    void property(VObjectProperty property, int depth);

    /**
     * A component ends.
     *
     * @param component its name in upper case
     * @param depth its own depth
     */
    void end(String component, int depth);

    /** Something is wrong with the lines themselves. */
    void fault(Fault fault);
}
