package dev.fasti.cli.transfer.remote;

import dev.fasti.dav.Names;
import dev.fasti.store.CollectionKind;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * Finds an account's calendars and address books: from any URL, or {@code .well-known} (RFC 6764 section 5), to the
 * principal (RFC 5397), its homes (RFC 4791 section 6.2.1, RFC 6352 section 7.1.1), and what is in them, in plain
 * collections too.
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

    /** How deep plain collections are looked into. */
    private static final int DEEPEST = 8;

    private final DavClient client;
    private final Map<URI, Found> found = new LinkedHashMap<>();
    private final Map<URI, String> closed = new LinkedHashMap<>();

    /**
     * A collection of calendar objects or cards.
     *
     * @param path the names that lead to it from its home, decoded
     */
    record Found(Multistatus.Resource resource, List<String> path) {
        CollectionKind kind() {
            return resource.is(CALENDAR) ? CollectionKind.CALENDAR : CollectionKind.ADDRESSBOOK;
        }
    }

    Discovery(DavClient client) {
        this.client = client;
    }

    /** Every collection that holds calendar objects or cards, calendars first. */
    List<Found> collections(URI start) throws IOException {
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
            lookInto(client.ask("PROPFIND", home, "1", PROPFIND), List.of());
        }
        return found.values().stream().sorted(Comparator.comparing(Found::kind)).toList();
    }

    /** The plain collections that could not be looked into, and why. */
    Map<URI, String> closed() {
        return closed;
    }

    private void lookInto(Multistatus listing, List<String> path) throws IOException {
        for (Multistatus.Resource each : listing.resources()) {
            List<String> inside = new ArrayList<>(path);
            inside.add(each.name());
            keep(each, inside);
            if (each.isPlainCollection() && !each.isAt(listing.uri()) && inside.size() < DEEPEST) {
                try {
                    lookInto(client.ask("PROPFIND", each.uri(), "1", PROPFIND), inside);
                } catch (RemoteFailure e) {
                    if (e.status() == 401 || e.status() == 0) {
                        throw e;
                    }
                    closed.put(each.uri(), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void keep(Multistatus.Resource resource, List<String> path) {
        if (resource.is(CALENDAR) || resource.is(ADDRESSBOOK)) {
            found.putIfAbsent(resource.uri(), new Found(resource, path));
        }
    }

    /** The homes that a place leads to; a place that is a collection of objects is found itself. */
    private Set<URI> homes(URI place) throws IOException {
        Multistatus answer = client.ask("PROPFIND", place, "0", PROPFIND);
        Set<URI> homes = new LinkedHashSet<>();
        for (Multistatus.Resource resource : answer.resources()) {
            keep(resource, List.of(resource.name()));
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
