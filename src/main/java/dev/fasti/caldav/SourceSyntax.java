package dev.fasti.caldav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.property.PropertyValue;
import javax.xml.namespace.QName;

/** Where a subscribed calendar is kept: one {@code DAV:href}, stored as the bare URI, as Radicale does. */
final class SourceSyntax implements StoredProperty.Syntax {
    private static final QName HREF = Names.dav("href");

    @Override
    public PropertyValue read(XmlElement element) {
        String source = element.child(HREF).map(XmlElement::text).orElse("").strip();
        if (source.isEmpty()) {
            throw new DavException.Plain(409, "a source holds an href");
        }
        return new PropertyValue.Text(source);
    }

    @Override
    public void write(PropertyValue value, XmlWriter out) {
        out.href(TextSyntax.textOf(value));
    }
}
