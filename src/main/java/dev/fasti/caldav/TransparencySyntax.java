package dev.fasti.caldav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.property.PropertyValue;
import javax.xml.namespace.QName;

/** Whether a calendar counts as busy time: {@code opaque} or {@code transparent} (RFC 6638 section 9.1). */
final class TransparencySyntax implements StoredProperty.Syntax {
    static final PropertyValue OPAQUE = new PropertyValue.Text("opaque");
    private static final PropertyValue TRANSPARENT = new PropertyValue.Text("transparent");
    private static final QName OPAQUE_ELEMENT = Names.caldav("opaque");
    private static final QName TRANSPARENT_ELEMENT = Names.caldav("transparent");

    @Override
    public PropertyValue read(XmlElement element) {
        boolean isOpaque = element.child(OPAQUE_ELEMENT).isPresent();
        boolean isTransparent = element.child(TRANSPARENT_ELEMENT).isPresent();
        if (isOpaque == isTransparent) {
            throw new DavException.Plain(409, "a calendar is either opaque or transparent");
        }
        return isOpaque ? OPAQUE : TRANSPARENT;
    }

    /** Anything else, such as the empty text that Radicale keeps, is the default. */
    @Override
    public void write(PropertyValue value, XmlWriter out) {
        boolean isTransparent = TextSyntax.textOf(value).equals("transparent");
        out.empty(isTransparent ? TRANSPARENT_ELEMENT : OPAQUE_ELEMENT);
    }
}
