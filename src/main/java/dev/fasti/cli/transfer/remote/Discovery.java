package dev.fasti.cli.transfer.remote;

import dev.fasti.dav.Names;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * Finds an account's calendars and address books: from any URL, or {@code .well-known} (RFC 6764 section 5), to the
 * principal (RFC 5397), its homes (RFC 4791 section 6.2.1, RFC 6352 section 7.1.1), and what is in them.
 */
final class Discovery {
    static final QName CALENDAR = Names.caldav("calendar");
    static final QName ADDRESSBOOK = Names.carddav("addressbook");

    private static final QName PRINCIPAL = Names.dav("current-user-principal");
    private static final QName CALENDAR_HOME = Names.caldav("calendar-home-set");
    private static final QName ADDRESSBOOK_HOME = Names.carddav("addressbook-home-set");
    private static final String PROPFIND =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\" xmlns:C=\"" + Names.CALDAV
                    + "\" xmlns:R=\"" + Names.CARDDAV + "\" xmlns:I=\"" + Names.ICAL
                    + "\"><prop><resourcetype/><sync-token/><current-user-principal/><displayname/><C:calendar-home-set/>"
                    + "<R:addressbook-home-set/><C:calendar-description/><C:calendar-timezone/>"
                    + "<C:supported-calendar-component-set/><R:addressbook-description/><I:calendar-color/>"
                    + "<I:calendar-order/></prop></propfind>";

    private final DavClient client;
    private final Map<URI, Multistatus.Resource> found = new LinkedHashMap<>();

    Discovery(DavClient client) {
        this.client = client;
    }

    /** Every collection that holds calendar objects or cards, by its URL. */
    List<Multistatus.Resource> collections(URI start) throws IOException {
        Set<URI> homes = new LinkedHashSet<>();
        RemoteFailure failure = null;
        for (URI place : List.of(start, start.resolve("/.well-known/caldav"), start.resolve("/.well-known/carddav"))) {
            try {
                homes.addAll(homes(place));
            } catch (RemoteFailure e) {
                if (e.status() == 401 || e.status() == 0) {
                    throw e;
                }
                failure = failure == null ? e : failure;
            }
            if (place.equals(start) && (!homes.isEmpty() || !found.isEmpty())) {
                break;
            }
        }
        if (homes.isEmpty() && found.isEmpty()) {
            if (failure != null) {
                throw failure;
            }
            homes.add(start);
        }
        for (URI home : homes) {
            client.ask("PROPFIND", home, "1", PROPFIND).resources().forEach(this::keep);
        }
        return new ArrayList<>(found.values());
    }

    private void keep(Multistatus.Resource resource) {
        if (resource.is(CALENDAR) || resource.is(ADDRESSBOOK)) {
            found.putIfAbsent(resource.uri(), resource);
        }
    }

    /** The homes that a place leads to; a place that is a collection of objects is found itself. */
    private Set<URI> homes(URI place) throws IOException {
        Multistatus answer = client.ask("PROPFIND", place, "0", PROPFIND);
        Set<URI> homes = new LinkedHashSet<>();
        for (Multistatus.Resource resource : answer.resources()) {
            keep(resource);
            if (!found.isEmpty()) {
                return homes;
            }
            addHomes(resource, homes);
            for (URI principal : resource.hrefs(PRINCIPAL)) {
                for (Multistatus.Resource one :
                        client.ask("PROPFIND", principal, "0", PROPFIND).resources()) {
                    addHomes(one, homes);
                }
            }
        }
        return homes;
    }

    private static void addHomes(Multistatus.Resource resource, Set<URI> homes) throws RemoteFailure {
        homes.addAll(resource.hrefs(CALENDAR_HOME));
        homes.addAll(resource.hrefs(ADDRESSBOOK_HOME));
    }
}
