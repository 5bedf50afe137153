package dev.fasti.vcard;

import static dev.fasti.vcard.ConvertedCards.card;
import static dev.fasti.vcard.ConvertedCards.properties;
import static dev.fasti.vcard.ConvertedCards.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What Apple's clients have their own words for in vCard 3.0 (RFC 6352 5.1.1)")
class AppleCustomsTest {
    @Test
    @DisplayName("macOS, iOS, DAVx5: an anniversary is in 3.0 a date with Apple's label, with a year or without")
    void anniversary() {
        byte[] four = card("4.0", "item1.URL:https://a.example/", "ANNIVERSARY:20090808", "FN:A", "N:A;;;;");
        List<String> three = properties(to(CardVersion.V3, four));
        assertThat(three)
                .contains("item2.X-ABDATE:2009-08-08", "item2.X-ABLabel:_$!<Anniversary>!$_")
                .noneMatch(property -> property.startsWith("ANNIVERSARY"));
        assertThat(properties(to(CardVersion.V4, to(CardVersion.V3, four))))
                .containsExactlyInAnyOrderElementsOf(properties(four));
        byte[] yearly = card("4.0", "ANNIVERSARY:--0808");
        assertThat(properties(to(CardVersion.V3, yearly)))
                .contains("item1.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-08-08", "item1.X-ABLabel:_$!<Anniversary>!$_");
        assertThat(properties(to(CardVersion.V4, to(CardVersion.V3, yearly)))).contains("ANNIVERSARY:--0808");
        assertThat(properties(to(
                        CardVersion.V4,
                        card("3.0", "item1.X-ABDATE;type=pref:2009-08-08", "item1.X-ABLABEL:_$!<Anniversary>!$_"))))
                .contains("ANNIVERSARY:20090808")
                .noneMatch(property -> property.contains("X-AB"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "item1.X-ABDATE:2009-08-08 item1.X-ABLabel:_$!<Other>!$_",
                "X-ABDATE:2009-08-08 item1.X-ABLabel:_$!<Anniversary>!$_",
                "item1.X-ABDATE:soon item1.X-ABLabel:_$!<Anniversary>!$_",
                "item1.X-ABDATE:2009-02-30 item1.X-ABLabel:_$!<Anniversary>!$_",
                "item1.X-ABDATE:2009-08-08 item1.X-ABLabel:_$!<Anniversary>!$_ item1.X-MINE:x",
                "item1.X-ABDATE:2009-08-08 item1.X-ABLabel:_$!<Anniversary>!$_ ANNIVERSARY:20090807",
                "a.X-ABDATE:2009-08-08 a.X-ABLabel:_$!<Anniversary>!$_ b.X-ABDATE:2009-08-09 b.X-ABLabel:_$!<Anniversary>!$_",
            })
    @DisplayName("what is no anniversary, or not the only one, or has more to it, keeps Apple's words")
    void otherDates(String properties) {
        String[] three = properties.split(" ");
        assertThat(properties(to(CardVersion.V4, card("3.0", three)))).contains(three);
    }

    @ParameterizedTest
    @ValueSource(strings = {"item1.ANNIVERSARY:20090808", "ANNIVERSARY:2009", "ANNIVERSARY:20090808T101010Z"})
    @DisplayName("an anniversary that Apple's words would take something from keeps its name")
    void otherAnniversaries(String anniversary) {
        assertThat(properties(to(CardVersion.V3, card("4.0", anniversary))))
                .anyMatch(property -> property.contains("ANNIVERSARY") && property.contains("2009"))
                .noneMatch(property -> property.contains("X-AB"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BDAY;value=date:1604-04-12                  | BDAY:--0412",
                "ANNIVERSARY:1604-02-29                      | ANNIVERSARY:--0229",
                "BDAY;value=date:1605-04-12                  | BDAY:16050412",
            })
    @DisplayName("iOS: a birthday of 1604 has no year in 4.0, as iOS leaves out that it does not mean it")
    void sentinelYear(String three, String four) {
        assertThat(properties(to(CardVersion.V4, card("3.0", three)))).contains(four);
    }

    @Test
    @DisplayName("eM Client: a birthday at midnight is the day in 3.0, as iOS loses one with a time")
    void midnight() {
        assertThat(properties(to(CardVersion.V3, card("4.0", "BDAY;VALUE=date-time:20191028T000000"))))
                .contains("BDAY:2019-10-28");
        assertThat(properties(to(CardVersion.V3, card("4.0", "BDAY:20191028T123000"))))
                .anyMatch(property -> property.startsWith("BDAY") && property.endsWith(":2019-10-28T12:30:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FN:Jane Doe                                 | N:Jane Doe;;;;",
                "FN:Jane\\, Doe                             | N:Jane\\, Doe;;;;",
                "FN:ACME ORG:ACME;Sales                      | N:;;;;",
                "FN:ACME KIND:org                            | N:;;;;",
                "FN:Choir KIND:group                         | N:Choir",
                "FN:Choir N:Choir;;;; KIND:group             | N:Choir",
                "N:Doe;Jane;;; FN:Jane                       | N:Doe;Jane;;;",
            })
    @DisplayName(
            "macOS, iOS: a card of 4.0 that has no N gets the one that 3.0 must have (RFC 2426 3.1.2), a group's without ends")
    void names(String four, String name) {
        String[] properties =
                four.replace("Jane Doe", "Jane_Doe").replace(", Doe", ",_Doe").split(" ");
        for (int i = 0; i < properties.length; i++) {
            properties[i] = properties[i].replace('_', ' ');
        }
        assertThat(properties(to(CardVersion.V3, card("4.0", properties))))
                .filteredOn(property -> property.startsWith("N:"))
                .containsExactly(name);
    }
}
