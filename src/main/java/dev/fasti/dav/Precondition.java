package dev.fasti.dav;

import javax.xml.namespace.QName;

/** A pre- or postcondition that a refusal names, as the standards spell it (RFC 4918 section 16). */
public enum Precondition {
    // RFC 4918 section 16
    LOCK_TOKEN_MATCHES_REQUEST_URI(409, "lock-token-matches-request-uri"),
    LOCK_TOKEN_SUBMITTED(423, "lock-token-submitted"),
    NO_CONFLICTING_LOCK(423, "no-conflicting-lock"),
    CANNOT_MODIFY_PROTECTED_PROPERTY(403, "cannot-modify-protected-property"),
    NO_EXTERNAL_ENTITIES(403, "no-external-entities"),
    PROPFIND_FINITE_DEPTH(403, "propfind-finite-depth"),
    // RFC 3253 sections 1.6 and 3.1.5, RFC 5689 section 3, RFC 3744, RFC 6578 section 3.2, RFC 5323 for number-of-…
    RESOURCE_MUST_BE_NULL(409, "resource-must-be-null"),
    SUPPORTED_REPORT(403, "supported-report"),
    VALID_RESOURCETYPE(403, "valid-resourcetype"),
    NUMBER_OF_MATCHES_WITHIN_LIMITS(507, "number-of-matches-within-limits"),
    VALID_SYNC_TOKEN(403, "valid-sync-token"),
    // RFC 3744 sections 7.1.1 and 8.1.1
    NEED_PRIVILEGES(403, "need-privileges"),
    NO_ACE_CONFLICT(409, "no-ace-conflict"),
    NO_PROTECTED_ACE_CONFLICT(409, "no-protected-ace-conflict"),
    NO_INHERITED_ACE_CONFLICT(409, "no-inherited-ace-conflict"),
    LIMITED_NUMBER_OF_ACES(403, "limited-number-of-aces"),
    GRANT_ONLY(403, "grant-only"),
    NO_INVERT(403, "no-invert"),
    NOT_SUPPORTED_PRIVILEGE(403, "not-supported-privilege"),
    RECOGNIZED_PRINCIPAL(403, "recognized-principal"),
    ALLOWED_PRINCIPAL(403, "allowed-principal"),
    // RFC 4331 section 6
    QUOTA_NOT_EXCEEDED(507, "quota-not-exceeded"),
    SUFFICIENT_DISK_SPACE(507, "sufficient-disk-space"),
    // RFC 4791 sections 5.3.1.2 and 5.3.2.1
    CALENDAR_COLLECTION_LOCATION_OK(403, Names.CALDAV, "calendar-collection-location-ok"),
    VALID_CALENDAR_TIMEZONE(403, Names.CALDAV, "valid-calendar-data"),
    SUPPORTED_CALENDAR_DATA(403, Names.CALDAV, "supported-calendar-data"),
    VALID_CALENDAR_DATA(403, Names.CALDAV, "valid-calendar-data"),
    VALID_CALENDAR_OBJECT_RESOURCE(403, Names.CALDAV, "valid-calendar-object-resource"),
    SUPPORTED_CALENDAR_COMPONENT(403, Names.CALDAV, "supported-calendar-component"),
    CALENDAR_NO_UID_CONFLICT(403, Names.CALDAV, "no-uid-conflict"),
    CALENDAR_MAX_RESOURCE_SIZE(403, Names.CALDAV, "max-resource-size"),
    // RFC 4791 section 7.8, RFC 7809 section 4.1
    VALID_CALENDAR_FILTER(403, Names.CALDAV, "valid-filter"),
    SUPPORTED_CALENDAR_FILTER(403, Names.CALDAV, "supported-filter"),
    SUPPORTED_CALENDAR_COLLATION(403, Names.CALDAV, "supported-collation"),
    VALID_TIMEZONE(403, Names.CALDAV, "valid-timezone"),
    // RFC 6352 sections 6.3.2.1 and 8.6
    SUPPORTED_ADDRESSBOOK_FILTER(403, Names.CARDDAV, "supported-filter"),
    SUPPORTED_ADDRESSBOOK_COLLATION(403, Names.CARDDAV, "supported-collation"),
    SUPPORTED_ADDRESS_DATA(403, Names.CARDDAV, "supported-address-data"),
    VALID_ADDRESS_DATA(403, Names.CARDDAV, "valid-address-data"),
    ADDRESSBOOK_NO_UID_CONFLICT(403, Names.CARDDAV, "no-uid-conflict"),
    ADDRESSBOOK_MAX_RESOURCE_SIZE(403, Names.CARDDAV, "max-resource-size"),
    ADDRESSBOOK_COLLECTION_LOCATION_OK(403, Names.CARDDAV, "addressbook-collection-location-ok"),
    SUPPORTED_ADDRESS_DATA_CONVERSION(403, Names.CARDDAV, "supported-address-data-conversion");

    private final int status;
    private final QName element;

    Precondition(int status, String local) {
        this(status, Names.DAV, local);
    }

    Precondition(int status, String namespace, String local) {
        this.status = status;
        this.element = new QName(namespace, local);
    }

    public int status() {
        return status;
    }

    public QName element() {
        return element;
    }
}
