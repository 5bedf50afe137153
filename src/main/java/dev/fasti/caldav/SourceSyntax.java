package dev.fasti.caldav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import javax.xml.namespace.QName;

/** Where a subscribed calendar is kept: one {@code DAV:href}, stored as the bare URI, as Radicale does. */
final class SourceSyntax implements StoredProperty.Syntax {
    private static final QName HREF = Names.dav("href");

    @Override
    public String read(XmlElement element) {
        String source = element.child(HREF).map(XmlElement::text).orElse("").strip();
        if (source.isEmpty()) {
            throw new DavException.Plain(409, "a source holds an href");
        }
        return source;
    }

    @Override
    public void write(String text, XmlWriter out) {
        out.href(text);
    }
}
