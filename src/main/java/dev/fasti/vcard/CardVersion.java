package dev.fasti.vcard;

import java.util.Arrays;
import java.util.Optional;

/** A version of vCard that cards can be asked for in. */
public enum CardVersion {
    /** RFC 2426. */
    V3("3.0"),
    /** RFC 6350. */
    V4("4.0");

    private final String number;

    CardVersion(String number) {
        this.number = number;
    }

    /** As it stands in VERSION. */
    public String number() {
        return number;
    }

    /** The version of a number; empty if it is another one. */
    public static Optional<CardVersion> find(String number) {
        return Arrays.stream(values())
                .filter(each -> each.number.equals(number))
                .findFirst();
    }
}
