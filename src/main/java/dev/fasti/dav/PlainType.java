package dev.fasti.dav;

import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import java.net.URLConnection;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** Collections that hold anything (RFC 4918 section 5.2). */
public final class PlainType implements CollectionType {
    @Override
    public CollectionKind kind() {
        return CollectionKind.PLAIN;
    }

    @Override
    public List<QName> resourceTypes() {
        return List.of();
    }

    @Override
    public Facts admit(CollectionResource collection, byte[] octets, Optional<String> mediaType) {
        return Facts.NONE;
    }

    /** By the name's ending, since the store keeps octets only. */
    @Override
    public String mediaType(Member member) {
        String guessed = URLConnection.guessContentTypeFromName(member.name());
        return guessed == null ? "application/octet-stream" : guessed;
    }

    @Override
    public Optional<Precondition> noUidConflict() {
        return Optional.empty();
    }

    @Override
    public Optional<Precondition> maxResourceSize() {
        return Optional.empty();
    }
}
