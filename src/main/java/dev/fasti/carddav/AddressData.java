package dev.fasti.carddav;

import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.vcard.CardConversion;
import dev.fasti.vcard.CardVersion;
import dev.fasti.vcard.InvalidCard;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.namespace.QName;

/**
 * {@code CARDDAV:address-data}: a card (RFC 6352 section 10.4).
 *
 * <p>The standard has it in reports only; Nextcloud's library asks for it by PROPFIND, too.
 *
 * <p>A card comes as it is kept, octet for octet. Only a client that names a version, or that is known to read no other,
 * gets it in that version, converted on the way out; only one that names properties gets less of it. A client that names a
 * version or a media type is told in the same attributes what it gets.
 */
final class AddressData implements LiveProperty {
    private static final QName NAME = Names.carddav("address-data");
    private static final Scope MEMBERS = Scope.members(CollectionKind.ADDRESSBOOK);
    /** The status that the example of RFC 6352 section 8.7.2 has. */
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final AddressDataRequest request;

    AddressData() {
        this(AddressDataRequest.WHOLE);
    }

    private AddressData(AddressDataRequest request) {
        this.request = request;
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return MEMBERS.covers(resource);
    }

    @Override
    public boolean readsContent() {
        return true;
    }

    @Override
    public LiveProperty prepared(XmlElement requested) {
        return new AddressData(AddressDataRequest.read(requested));
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        value(resource, context).accept(out);
    }

    @Override
    public Consumer<XmlWriter> value(DavResource resource, PropertyContext context) {
        if (!(resource instanceof MemberResource member) || member.octets() == null) {
            throw new IllegalStateException("address-data needs the octets");
        }
        byte[] stored = member.octets();
        Optional<CardVersion> wish = request.version().or(() -> unspoken(context));
        Optional<String> kept =
                request.asksForType() || wish.isPresent() ? CardMediaType.versionOf(stored) : Optional.empty();
        Optional<CardVersion> wanted =
                wish.filter(version -> !version.number().equals(kept.orElse(CardVersion.V3.number())));
        byte[] card = wanted.map(version -> convert(stored, version)).orElse(stored);
        byte[] answered = request.parts().map(parts -> parts.of(card)).orElse(card);
        Optional<String> version = wanted.map(CardVersion::number).or(() -> kept);
        return out -> {
            if (request.asksForType()) {
                out.attribute(AddressDataRequest.TYPE, CardMediaType.ESSENCE);
                version.ifPresent(number -> out.attribute(AddressDataRequest.VERSION, number));
            }
            out.text(answered);
        };
    }

    private static Optional<CardVersion> unspoken(PropertyContext context) {
        return ClientKindness.readsOldCardsOnly(context.header()) ? Optional.of(CardVersion.V3) : Optional.empty();
    }

    private static byte[] convert(byte[] card, CardVersion version) {
        try {
            return CardConversion.convert(card, version);
        } catch (InvalidCard e) {
            throw new DavException.Refused(
                    Precondition.SUPPORTED_ADDRESS_DATA_CONVERSION,
                    UNSUPPORTED_MEDIA_TYPE,
                    String.valueOf(e.getMessage()));
        }
    }
}
