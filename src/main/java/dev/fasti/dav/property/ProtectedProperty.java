package dev.fasti.dav.property;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Precondition;

/** Why a property that only the server sets cannot be changed (RFC 4918 section 9.2). */
final class ProtectedProperty {
    private ProtectedProperty() {}

    static DavException refusal() {
        return new DavException.Refused(Precondition.CANNOT_MODIFY_PROTECTED_PROPERTY, "the property is protected");
    }
}
