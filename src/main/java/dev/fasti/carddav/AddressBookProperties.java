package dev.fasti.carddav;

import dev.fasti.dav.Names;
import dev.fasti.dav.property.ComputedProperty;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.query.Collation;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import java.util.List;
import javax.xml.namespace.QName;

/** The properties of address books and of those who own them (RFC 6352 sections 6.2, 7.1.1 and 8.3.1). */
final class AddressBookProperties {
    private static final Scope ADDRESSBOOKS = Scope.collections(CollectionKind.ADDRESSBOOK);

    /** What has the query (RFC 6352 section 8.3). */
    private static final Scope QUERIED = resource -> ADDRESSBOOKS.covers(resource)
            || Scope.members(CollectionKind.ADDRESSBOOK).covers(resource);

    private static final QName COLLATION = Names.carddav("supported-collation");

    private AddressBookProperties() {}

    static List<LiveProperty> all(CardDavSettings settings) {
        return List.of(
                StoredProperty.of(Names.carddav("addressbook-description"), new TextSyntax()),
                ComputedProperty.of(
                        Names.carddav("supported-address-data"),
                        ADDRESSBOOKS,
                        (resource, context, out) -> supportedData(out)),
                ComputedProperty.text(
                        Names.carddav("max-resource-size"), ADDRESSBOOKS, Long.toString(settings.maxResourceSize())),
                ComputedProperty.of(
                        Names.carddav("supported-collation-set"),
                        QUERIED,
                        (resource, context, out) -> Collation.ids().forEach(id -> out.element(COLLATION, id))),
                new AddressData(),
                HrefProperty.homeSet(Names.carddav("addressbook-home-set")));
    }

    private static void supportedData(XmlWriter out) {
        for (String version : CardMediaType.VERSIONS) {
            out.start(Names.carddav("address-data-type"))
                    .attribute("content-type", CardMediaType.ESSENCE)
                    .attribute("version", version)
                    .end();
        }
    }
}
