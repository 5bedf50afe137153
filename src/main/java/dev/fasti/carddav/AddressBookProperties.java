package dev.fasti.carddav;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.ComputedProperty;
import dev.fasti.dav.property.HomeSet;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.property.StoredText;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;

/** The properties of address books and of those who own them (RFC 6352 sections 6.2, 7.1.1 and 8.3.1). */
final class AddressBookProperties {
    private static final Predicate<DavResource> ADDRESSBOOKS = Scope.collections(CollectionKind.ADDRESSBOOK);
    private static final QName COLLATION = Names.carddav("supported-collation");

    private AddressBookProperties() {}

    static List<LiveProperty> all(CardDavSettings settings) {
        return List.of(
                new StoredText(
                        Names.carddav("addressbook-description"),
                        Set.of(CollectionKind.ADDRESSBOOK),
                        UnaryOperator.identity()),
                computed("supported-address-data", (resource, context, out) -> supportedData(out)),
                computed(
                        "max-resource-size",
                        (resource, context, out) -> out.text(Long.toString(settings.maxResourceSize()))),
                computed(
                        "supported-collation-set",
                        (resource, context, out) ->
                                out.element(COLLATION, "i;ascii-casemap").element(COLLATION, "i;unicode-casemap")),
                new AddressData(),
                HomeSet.named(Names.carddav("addressbook-home-set")));
    }

    private static LiveProperty computed(String local, ComputedProperty.Value value) {
        return new ComputedProperty(Names.carddav(local), LiveProperty.Visibility.NAMED, ADDRESSBOOKS, value);
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
