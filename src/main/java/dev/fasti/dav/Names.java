package dev.fasti.dav;

import javax.xml.namespace.QName;

/** The namespaces of the properties and elements that we speak. */
public final class Names {
    public static final String DAV = "DAV:";
    /** RFC 4791. */
    public static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    /** RFC 6352. */
    public static final String CARDDAV = "urn:ietf:params:xml:ns:carddav";
    /** Calendar Server's extensions, such as the collection tag (caldav-ctag). */
    public static final String CALENDARSERVER = "http://calendarserver.org/ns/";
    /** Apple's calendar colour and order. */
    public static final String ICAL = "http://apple.com/ns/ical/";

    private Names() {}

    /** A name in {@code DAV:}. */
    public static QName dav(String local) {
        return new QName(DAV, local);
    }

    public static QName caldav(String local) {
        return new QName(CALDAV, local);
    }

    public static QName carddav(String local) {
        return new QName(CARDDAV, local);
    }
}
