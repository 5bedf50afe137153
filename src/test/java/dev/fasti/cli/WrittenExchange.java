package dev.fasti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.Hrefs;
import dev.fasti.dav.RecordedExchange;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that is written as one writes it down: method and path, a line for each header, an empty line, the body. It
 * is alice's unless it says otherwise. What could not come by a network is refused by {@link #of}.
 */
final class WrittenExchange extends RecordedExchange {
    /** {@code alice:secret}. */
    private static final String ALICE = "Basic YWxpY2U6c2VjcmV0";

    private WrittenExchange(String method, List<String> target, byte[] body) {
        super(new Hrefs(""), method, target, body);
    }

    /** @throws IllegalArgumentException if no client can send this, or the listener refuses it */
    static WrittenExchange of(byte[] octets) {
        int end = end(octets);
        // As Jetty does, which knows no more than octets.
        List<String> lines =
                new String(octets, 0, end, StandardCharsets.ISO_8859_1).lines().toList();
        String[] first = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", 2);
        if (first.length != 2 || !first[0].matches("[A-Z]{1,20}")) {
            throw new IllegalArgumentException("no request line");
        }
        List<String> target = Hrefs.segments(first[1]).orElseThrow(() -> new IllegalArgumentException("no path"));
        byte[] body = Arrays.copyOfRange(octets, Math.min(octets.length, end + 2), octets.length);
        WrittenExchange exchange = new WrittenExchange(first[0], target, body);
        headers(lines.subList(1, lines.size())).forEach(exchange::with);
        return exchange;
    }

    private static Map<String, String> headers(List<String> lines) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Authorization", ALICE);
        for (String line : lines) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            if (colon < 1 || value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
                throw new IllegalArgumentException("no header");
            }
            headers.merge(
                    line.substring(0, colon).strip(), value, (one, two) -> one.equals(ALICE) ? two : one + ", " + two);
        }
        return headers;
    }

    private static int end(byte[] octets) {
        for (int i = 0; i + 1 < octets.length; i++) {
            if (octets[i] == '\n' && octets[i + 1] == '\n') {
                return i;
            }
        }
        return octets.length;
    }

    @Override
    public void setHeader(String name, String value) {
        assertThat(value.chars()).as("%s: %s", name, value).allMatch(c -> c >= ' ' && c != 0x7f || c == '\t');
        assertThat(name.toLowerCase(Locale.ROOT)).matches("[a-z-]+");
        super.setHeader(name, value);
    }

    @Override
    public OutputStream answer(int finalStatus) {
        assertThat(status()).isZero();
        return super.answer(finalStatus);
    }

    @Override
    public void answerEmpty(int finalStatus) {
        assertThat(status()).isZero();
        super.answerEmpty(finalStatus);
    }
}
