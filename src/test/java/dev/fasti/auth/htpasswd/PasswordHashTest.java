package dev.fasti.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static boolean matches(String hash, String password) {
        return PasswordHash.parse(hash, PlainText.REFUSED).matches(password.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "hashes.csv", delimiter = ' ', encoding = "UTF-8")
    @DisplayName("Hashes made by htpasswd, openssl, argon2 and libxcrypt match their passwords and no others")
    void knownAnswers(String tool, String password, String hash) {
        assertThat(matches(hash, password)).as(tool).isTrue();
        assertThat(matches(hash, password.substring(1))).isFalse();
        assertThat(matches(hash, "x" + password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2y$05$uOCizkmV74XWTvAF1NFYIO/vZrwVXL0MpcnQ0QrgsG0D/p6eK6W16",
                "$2a$05$abcdefghijklmnopqrstuuLkMZtUsVwf9Ptg/wgiNv8ZhtnAHnix."
            })
    @DisplayName("bcrypt looks at the first 72 octets of a password only, as every other bcrypt does")
    void bcryptIsCut(String ofEightyDigits) {
        String digits = "0123456789".repeat(8);
        assertThat(matches(ofEightyDigits, digits)).isTrue();
        assertThat(matches(ofEightyDigits, digits.substring(0, 72))).isTrue();
        assertThat(matches(ofEightyDigits, digits.substring(0, 72) + "another end"))
                .isTrue();
        assertThat(matches(ofEightyDigits, digits.substring(0, 71))).isFalse();
    }

    @Test
    @DisplayName("A hash that we make is bcrypt of cost 10, salted, and matches its password only")
    void made() {
        byte[] password = "pässwörd€𝄞".getBytes(StandardCharsets.UTF_8);
        Bcrypt hash = Bcrypt.of(password);
        assertThat(hash.text()).hasSize(60).startsWith("$2y$10$");
        assertThat(PasswordHash.parse(hash.text(), PlainText.REFUSED)).isEqualTo(hash);
        assertThat(hash.matches(password)).isTrue();
        assertThat(hash.matches(Arrays.copyOf(password, password.length - 1))).isFalse();
        assertThat(Bcrypt.of(password).salt()).isNotEqualTo(hash.salt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$apr1$lpxYeZGP$aA8U2vXSjStMCASbI2wzA/",
                "$6$rounds=1500$saltstring$DYxiAL6pInuC7cpDDp11RE5qrxBKUMMhSn7rQ/Z0PgTvsMrU91oDKLoqizIkTXzEv8kos5UNom790rtM3JKYd.",
                "$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a"
            })
    @DisplayName("A password that is looked at is not changed")
    void notWiped(String hash) {
        byte[] password = "secret".getBytes(StandardCharsets.UTF_8);
        assertThat(PasswordHash.parse(hash, PlainText.REFUSED).matches(password))
                .isTrue();
        assertThat(password).asString(StandardCharsets.UTF_8).isEqualTo("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$5$rounds=1500$saltstring$PKDT1pAP7.PDnDfgevxe80aHgP5vr72ZOyy.qRUzqA5",
                "$2y$05$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q"
            })
    @DisplayName("The longest password that is let through is hashed, not an error")
    void longest(String hash) {
        assertThat(matches(hash, "x".repeat(dev.fasti.auth.Password.LONGEST))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2y$31$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q",
                "$2y$16$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q",
                "$2y$03$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q",
                "$5$rounds=999999999$saltstring$PKDT1pAP7.PDnDfgevxe80aHgP5vr72ZOyy.qRUzqA5",
                "$5$rounds=1000001$saltstring$PKDT1pAP7.PDnDfgevxe80aHgP5vr72ZOyy.qRUzqA5",
                "$5$rounds=999$saltstring$PKDT1pAP7.PDnDfgevxe80aHgP5vr72ZOyy.qRUzqA5",
                "$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$argon2id$v=19$m=1024,t=2000,p=1$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$argon2id$v=19$m=9999999999,t=9999999999,p=1$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$argon2id$v=19$m=8192,t=1,p=1000$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$argon2id$v=19$m=1000000,t=1,p=1$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys"
            })
    @DisplayName("A hash that would cost too much time or memory to verify is refused")
    void tooCostly(String hash) {
        assertThatThrownBy(() -> PasswordHash.parse(hash, PlainText.ALLOWED))
                .isInstanceOf(HashRefused.class)
                .hasMessageNotContaining("c29tZXNhbHQxMg")
                .hasMessageMatching(".*(accepted|at most).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2y$05$short",
                "$2z$05$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q",
                "$2y$5$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1qq",
                "$2y$05$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q:x",
                "$apr1$$aA8U2vXSjStMCASbI2wzA/",
                "$apr1$lpxYeZGP$aA8U2vXSjStMCASbI2wzA",
                "$5$saltstring$tooshort",
                "$6$rounds=$saltstring$PKDT1pAP7.PDnDfgevxe80aHgP5vr72ZOyy.qRUzqA5",
                "$6$salt$PKDT1pAP7.PDnDfgevxe80aHgP5vr72ZOyy.qRUzqA5",
                "$argon2id$v=18$m=1024,t=2,p=2$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$argon2id$v=19$m=8,t=2,p=2$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$argon2id$v=19$m=1024,t=0,p=2$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$argon2id$v=19$m=1024,t=2,p=2$c29tZXNhbHQxM$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$argon2x$v=19$m=1024,t=2,p=2$c29tZXNhbHQxMg$/xmXD9E5zrkx+5J/U8GpyunYzDI1Qwys",
                "$1$salt$aA8U2vXSjStMCASbI2wzA/",
                "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7",
                "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                ""
            })
    @DisplayName("A malformed or unknown hash is refused, and never taken for a password in plain text")
    void malformed(String hash) {
        assertThatThrownBy(() -> PasswordHash.parse(hash, PlainText.ALLOWED)).isInstanceOf(HashRefused.class);
    }

    @Test
    @DisplayName("Plain text counts only where it is allowed")
    void plainText() {
        assertThatThrownBy(() -> PasswordHash.parse("secret", PlainText.REFUSED))
                .isInstanceOf(HashRefused.class)
                .hasMessageNotContaining("secret");
        PasswordHash plain = PasswordHash.parse("sécret:$5", PlainText.ALLOWED);
        assertThat(plain.matches("sécret:$5".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(plain.matches("sécret".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(plain).hasToString("PlainPassword");
    }
}
