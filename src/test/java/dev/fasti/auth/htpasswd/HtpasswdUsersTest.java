package dev.fasti.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.auth.FileProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HtpasswdUsersTest {
    private static final String HASH = "$2y$05$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q";

    private static HtpasswdUsers parse(String text) {
        return HtpasswdUsers.parse(text.getBytes(StandardCharsets.UTF_8), PlainText.REFUSED);
    }

    private static List<String> logins(HtpasswdUsers users) {
        return users.accounts().stream()
                .map(account -> account.principal().name())
                .toList();
    }

    private static List<Integer> skipped(HtpasswdUsers users) {
        return users.problems().stream().map(FileProblem::line).toList();
    }

    @Test
    @DisplayName("Accounts are read in order; blank lines and comments are passed over")
    void accounts() {
        HtpasswdUsers users = parse("# staff\nbob:" + HASH + "\n\n   \n  # x:y\nAlice@example.org:" + HASH + "\n");
        assertThat(logins(users)).containsExactly("bob", "Alice@example.org");
        assertThat(users.problems()).isEmpty();
        assertThat(users.account("alice@example.org")).isEmpty();
    }

    @Test
    @DisplayName("CRLF, a byte order mark, spaces after the hash, no newline at the end and UTF-8 logins are taken")
    void sloppyFiles() {
        HtpasswdUsers users = parse("\ufeffbob:" + HASH + "\r\ncarol:" + HASH + "  \r\nzoë:" + HASH);
        assertThat(logins(users)).containsExactly("bob", "carol", "zoë");
        assertThat(users.problems()).isEmpty();
    }

    @Test
    @DisplayName("A line that cannot be used is skipped and named by its number, without its content")
    void malformedLines() {
        HtpasswdUsers users = parse(String.join(
                "\n",
                "bob",
                ":" + HASH,
                "../etc:" + HASH,
                "a/b:" + HASH,
                "principals:" + HASH,
                "dave:secret-in-plain-text",
                "erin:$2y$99$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q",
                "frank :" + HASH,
                "x".repeat(256) + ":" + HASH,
                "good:" + HASH));
        assertThat(logins(users)).containsExactly("good");
        assertThat(skipped(users)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(users.problems())
                .allSatisfy(problem -> assertThat(problem.reason())
                        .isNotBlank()
                        .doesNotContain("secret-in-plain-text", "dave", "3OJuB1", "etc", "\n"));
    }

    @Test
    @DisplayName("A line that is not UTF-8 is skipped, the others stay")
    void notUtf8() {
        byte[] octets = ("b\u00e4r:" + HASH + "\nok:" + HASH + "\n").getBytes(StandardCharsets.ISO_8859_1);
        HtpasswdUsers users = HtpasswdUsers.parse(octets, PlainText.REFUSED);
        assertThat(logins(users)).containsExactly("ok");
        assertThat(skipped(users)).containsExactly(1);
    }

    @Test
    @DisplayName("The first line of a login counts, a second one is named")
    void duplicates() {
        String other = "$apr1$lpxYeZGP$aA8U2vXSjStMCASbI2wzA/";
        HtpasswdUsers users = parse("bob:" + HASH + "\nbob:" + other + "\nBob:" + other + "\n");
        assertThat(users.account("bob")).map(HtpasswdUsers.Account::text).hasValue(HASH);
        assertThat(logins(users)).containsExactly("bob", "Bob");
        assertThat(skipped(users)).containsExactly(2);
    }

    @Test
    @DisplayName("A plain password keeps its colons and spaces")
    void plainText() {
        HtpasswdUsers users = HtpasswdUsers.parse("bob: a:b \n".getBytes(StandardCharsets.UTF_8), PlainText.ALLOWED);
        assertThat(users.account("bob")).map(HtpasswdUsers.Account::text).hasValue(" a:b ");
    }
}
