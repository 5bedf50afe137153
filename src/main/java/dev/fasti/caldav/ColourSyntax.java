package dev.fasti.caldav;

import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.property.PropertyValue;
import java.util.regex.Pattern;

/**
 * Apple's {@code calendar-color}: kept as it was sent, and answered with the opacity that Apple's clients ask for
 * where it is missing ({@code #RRGGBBAA}).
 */
final class ColourSyntax implements StoredProperty.Syntax {
    private static final Pattern WITHOUT_OPACITY = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final String OPAQUE = "FF";

    @Override
    public PropertyValue read(XmlElement element) {
        return new PropertyValue.Text(element.text());
    }

    @Override
    public void write(PropertyValue value, XmlWriter out) {
        String colour = TextSyntax.textOf(value);
        out.text(WITHOUT_OPACITY.matcher(colour).matches() ? colour + OPAQUE : colour);
    }
}
