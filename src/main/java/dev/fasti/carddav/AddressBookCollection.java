package dev.fasti.carddav;

import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.WholeFile;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.vcard.AddressObject;
import dev.fasti.vcard.CardConversion;
import dev.fasti.vcard.CardVersion;
import dev.fasti.vcard.InvalidCard;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** An address book, and what may be put into one (RFC 6352 sections 5.2 and 6.3.2.1). */
final class AddressBookCollection implements CollectionType {
    private static final List<QName> TYPES = List.of(Names.carddav("addressbook"));

    @Override
    public CollectionKind kind() {
        return CollectionKind.ADDRESSBOOK;
    }

    @Override
    public List<QName> resourceTypes() {
        return TYPES;
    }

    @Override
    public Facts admit(CollectionResource collection, byte[] octets, Optional<String> mediaType) {
        if (!CardMediaType.isAdmitted(mediaType)) {
            throw new DavException.Refused(Precondition.SUPPORTED_ADDRESS_DATA, "an address book holds text/vcard");
        }
        try {
            return AddressObject.validate(octets);
        } catch (InvalidCard e) {
            throw new DavException.Refused(Precondition.VALID_ADDRESS_DATA, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public long admitting(byte[] octets) {
        return AddressObject.reading(octets);
    }

    /** Without a {@code version} parameter, which would take a look into the card. */
    @Override
    public String mediaType(Member member) {
        return CardMediaType.SERVED;
    }

    /** For who reads no other, in version 3.0, as in reports; what cannot be converted is as it is kept. */
    @Override
    public byte[] served(DavExchange exchange, byte[] octets) {
        if (!ClientKindness.readsOldCardsOnly(exchange::header)) {
            return octets;
        }
        exchange.setHeader("Vary", "User-Agent");
        String old = CardVersion.V3.number();
        if (CardMediaType.versionOf(octets).orElse(old).equals(old)) {
            return octets;
        }
        try {
            return CardConversion.convert(octets, CardVersion.V3);
        } catch (InvalidCard e) {
            return octets;
        }
    }

    @Override
    public Optional<WholeFile> wholeFile() {
        return Optional.of(new AddressBookFile());
    }

    @Override
    public Optional<Precondition> noUidConflict() {
        return Optional.of(Precondition.ADDRESSBOOK_NO_UID_CONFLICT);
    }

    @Override
    public Optional<Precondition> maxResourceSize() {
        return Optional.of(Precondition.ADDRESSBOOK_MAX_RESOURCE_SIZE);
    }
}
