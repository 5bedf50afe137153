package dev.fasti.carddav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.MediaType;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import javax.xml.namespace.QName;

/**
 * {@code CARDDAV:address-data}: a card as it is kept (RFC 6352 section 10.4).
 *
 * <p>The standard has it in reports only; Nextcloud's library asks for it by PROPFIND, too.
 *
 * <p>Cards are not converted. A client that names a media type or a version is told in the same attributes what it
 * gets, and gets it: RFC 6352 section 5.1.1 would have 415 in its place, but DAVx5 names 4.0 wherever that is
 * supported, reads 3.0 as well, and drops contacts that are answered with an error. Parts of a card are refused
 * with 501, because a whole card in their place would be taken for what was asked for.
 */
final class AddressData implements LiveProperty {
    private static final QName NAME = Names.carddav("address-data");
    private static final QName PART = Names.carddav("prop");
    private static final Scope MEMBERS = Scope.members(CollectionKind.ADDRESSBOOK);
    private static final String TYPE = "content-type";
    private static final String VERSION = "version";

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public Visibility visibility() {
        return Visibility.NAMED;
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
    public void checkRequest(XmlElement requested) {
        boolean isType = requested
                .attribute(TYPE)
                .map(type -> MediaType.essence(type).equals(CardMediaType.ESSENCE))
                .orElse(true);
        boolean isVersion = requested
                .attribute(VERSION)
                .map(version -> CardMediaType.VERSIONS.contains(version.strip()))
                .orElse(true);
        if (!isType || !isVersion) {
            throw new DavException.Refused(
                    Precondition.SUPPORTED_ADDRESS_DATA, "address data comes as text/vcard version 3.0 or 4.0");
        }
        if (requested.child(PART).isPresent()) {
            throw new DavException.Plain(501, "address-data with prop is not supported");
        }
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        if (resource instanceof MemberResource member && member.octets() != null) {
            describe(member.octets(), context.requested(), out);
            out.text(member.octets());
            return;
        }
        throw new IllegalStateException("address-data needs the octets");
    }

    private static void describe(byte[] card, XmlElement requested, XmlWriter out) {
        if (requested.attribute(TYPE).isPresent()
                || requested.attribute(VERSION).isPresent()) {
            out.attribute(TYPE, CardMediaType.ESSENCE);
            CardMediaType.versionOf(card).ifPresent(version -> out.attribute(VERSION, version));
        }
    }
}
