package dev.fasti.carddav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.MediaType;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.vcard.CardParts;
import dev.fasti.vcard.CardParts.Content;
import dev.fasti.vcard.CardParts.Part;
import dev.fasti.vcard.CardVersion;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * What a request wants of a card (RFC 6352 section 10.4).
 *
 * <p>The version that the standard gives to a request without one, 3.0, is no wish: who leaves it out expects the
 * card that is kept, but for Apple's clients.
 *
 * @param version the version it is to have; empty for the one that it has
 * @param asksForType whether the request names a version or a media type, and wants to be told
 * @param parts the properties it is to have; empty for all
 */
record AddressDataRequest(Optional<CardVersion> version, boolean asksForType, Optional<CardParts> parts) {
    static final AddressDataRequest WHOLE = new AddressDataRequest(Optional.empty(), false, Optional.empty());
    static final String TYPE = "content-type";
    static final String VERSION = "version";

    private static final QName PROP = Names.carddav("prop");
    private static final QName ALLPROP = Names.carddav("allprop");

    /**
     * Reads the element that names the property in a request.
     *
     * @throws DavException with {@code supported-address-data}, or with 400
     */
    static AddressDataRequest read(XmlElement requested) {
        Optional<String> type = requested.attribute(TYPE);
        Optional<String> number = requested.attribute(VERSION).map(String::strip);
        Optional<CardVersion> version = number.flatMap(CardVersion::find);
        boolean isType =
                type.map(MediaType::essence).map(CardMediaType.ESSENCE::equals).orElse(true);
        if (!isType || number.isPresent() && version.isEmpty()) {
            throw new DavException.Refused(
                    Precondition.SUPPORTED_ADDRESS_DATA, "address data comes as text/vcard version 3.0 or 4.0");
        }
        return new AddressDataRequest(version, type.isPresent() || number.isPresent(), parts(requested));
    }

    private static Optional<CardParts> parts(XmlElement requested) {
        List<XmlElement> props = requested.children(PROP);
        if (props.isEmpty() || requested.child(ALLPROP).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new CardParts(props.stream().map(AddressDataRequest::part).toList()));
    }

    private static Part part(XmlElement prop) {
        String name = prop.attribute("name")
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .orElseThrow(() -> DavException.badRequest("a prop has no name (RFC 6352 section 10.4.2)"));
        return switch (prop.attribute("novalue").orElse("no").strip()) {
            case "yes" -> Part.of(name, Content.WITHOUT_VALUE);
            case "no" -> Part.of(name, Content.WITH_VALUE);
            default -> throw DavException.badRequest("novalue is yes or no (RFC 6352 section 10.4.2)");
        };
    }
}
