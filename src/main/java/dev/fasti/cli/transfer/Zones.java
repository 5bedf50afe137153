package dev.fasti.cli.transfer;

import dev.fasti.vobject.file.Line;
import dev.fasti.vobject.file.LineReader;
import java.util.LinkedHashSet;
import java.util.Set;

/** The time zones that components name. */
final class Zones {
    private Zones() {}

    /** Every TZID parameter in them (RFC 5545 section 3.2.19). */
    static Set<String> named(byte[] components) {
        Set<String> zones = new LinkedHashSet<>();
        LineReader lines = LineReader.of(components);
        for (Line line = lines.nextInMemory(); line != null; line = lines.nextInMemory()) {
            if (line.text().length() < 10_000) {
                String zone = line.parameter("TZID");
                if (!zone.isEmpty()) {
                    zones.add(zone);
                }
            }
        }
        return zones;
    }
}
