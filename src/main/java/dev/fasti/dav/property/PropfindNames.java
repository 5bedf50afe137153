package dev.fasti.dav.property;

import dev.fasti.dav.Names;
import javax.xml.namespace.QName;

/** The elements of a property request (RFC 4918 section 14). */
final class PropfindNames {
    static final QName PROP = Names.dav("prop");
    static final QName ALLPROP = Names.dav("allprop");
    static final QName PROPNAME = Names.dav("propname");
    static final QName INCLUDE = Names.dav("include");

    private PropfindNames() {}
}
