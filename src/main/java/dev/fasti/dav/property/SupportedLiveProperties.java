package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlWriter;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * {@code DAV:supported-live-property-set}: the properties of a resource whose meaning the server knows (RFC 3253
 * section 3.1.4). By it a client can tell a real {@code DAV:add-member} from one that somebody has set (RFC 5995
 * section 7).
 */
public final class SupportedLiveProperties implements LiveProperty {
    private static final QName NAME = Names.dav("supported-live-property-set");
    private static final QName SUPPORTED = Names.dav("supported-live-property");
    private static final QName PROP = Names.dav("prop");

    private final List<LiveProperty> properties;

    /** @param others all the others that there are */
    public SupportedLiveProperties(List<LiveProperty> others) {
        this.properties = List.copyOf(others);
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        one(NAME, out);
        for (LiveProperty property : properties) {
            if (property.isDefinedOn(resource)) {
                one(property.name(), out);
            }
        }
    }

    private static void one(QName name, XmlWriter out) {
        out.start(SUPPORTED).start(PROP);
        out.empty(name);
        out.end().end();
    }
}
