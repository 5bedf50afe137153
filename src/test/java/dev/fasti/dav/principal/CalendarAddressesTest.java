package dev.fasti.dav.principal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.Hrefs;
import dev.fasti.store.path.Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The calendar addresses of a user")
class CalendarAddressesTest {
    private final Hrefs hrefs = new Hrefs("/dav");

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "a.n-n_1+home@mail.example.org", "ann@nas"})
    @DisplayName("are the login where it is a mail address, and the URL (RFC 6638 2.4.1, RFC 6068 2)")
    void mailAddress(String login) {
        Principal user = new Principal(login);
        assertThat(CalendarAddresses.of(user, hrefs)).containsExactly("mailto:" + login, hrefs.principal(user));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann@",
                "@example.org",
                "a@b@example.org",
                "ann smith@example.org",
                "zoë@example.org",
                "ann@example.org?subject=x",
                "ann%@example.org",
                "ann@-example.org",
                "ann@example.",
                "ann@example..org"
            })
    @DisplayName("are the URL alone where the login is none, or none that a mailto URI holds as it is")
    void noMailAddress(String login) {
        Principal user = new Principal(login);
        assertThat(CalendarAddresses.of(user, hrefs)).containsExactly(hrefs.principal(user));
    }
}
