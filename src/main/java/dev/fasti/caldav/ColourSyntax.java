package dev.fasti.caldav;

import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import java.util.regex.Pattern;

/**
 * Apple's {@code calendar-color}: kept as it was sent, and answered with the opacity that Apple's clients ask for
 * where it is missing ({@code #RRGGBBAA}).
 */
final class ColourSyntax implements StoredProperty.Syntax {
    private static final Pattern WITHOUT_OPACITY = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final String OPAQUE = "FF";

    @Override
    public String read(XmlElement element) {
        return element.text();
    }

    @Override
    public void write(String text, XmlWriter out) {
        out.text(WITHOUT_OPACITY.matcher(text).matches() ? text + OPAQUE : text);
    }
}
