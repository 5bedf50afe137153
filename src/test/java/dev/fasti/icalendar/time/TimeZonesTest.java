package dev.fasti.icalendar.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
    @Test
    @DisplayName("Every Windows name stands for a zone that this JVM knows")
    void windowsNames() throws IOException {
        Properties windows = new Properties();
        try (InputStream in = TimeZones.class.getResourceAsStream("windows-zones.properties")) {
            windows.load(Objects.requireNonNull(in));
        }
        assertThat(windows).hasSizeGreaterThan(135);
        assertThat(ZoneId.getAvailableZoneIds())
                .containsAll(windows.values().stream().map(Object::toString).toList());
        for (String name : windows.stringPropertyNames()) {
            assertThat(TimeZones.find(name)).as(name).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,Europe/Berlin",
        "europe/berlin,Europe/Berlin",
        "' Europe/Berlin ',Europe/Berlin",
        "W. Europe Standard Time,Europe/Berlin",
        "Pacific Standard Time ,America/Los_Angeles",
        "UTC,UTC",
        "UTC-11,Etc/GMT+11",
        "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires,America/Argentina/Buenos_Aires",
        "/citadel.org/20210210_1/Europe/Berlin,Europe/Berlin",
        "/mozilla.org/20050126_1/Europe/Berlin,Europe/Berlin",
        "tzone://Microsoft/Utc,UTC"
    })
    @DisplayName("IANA, Windows, padded and prefixed names are found in any case (RFC 5545 3.2.19)")
    void found(String tzid, String zone) {
        assertThat(TimeZones.find(tzid)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "Customized Time Zone", "(UTC+01:00) Amsterdam", "GMT+1", "tzone://Microsoft/Custom"})
    @DisplayName("A name that only its VTIMEZONE explains is not guessed at")
    void notFound(String tzid) {
        assertThat(TimeZones.find(tzid)).isEmpty();
    }
}
