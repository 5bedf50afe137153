package dev.fasti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Hrefs;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that is written as one writes it down: method and path, a line for each header, an empty line, the body. It
 * is alice's unless it says otherwise. Without a network; what could not come by one is refused by the constructor.
 */
final class WrittenExchange implements DavExchange {
    /** {@code alice:secret}. */
    private static final String ALICE = "Basic YWxpY2U6c2VjcmV0";

    private final String method;
    private final List<String> target;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> answerHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private Viewer viewer;
    private int status;

    /** @throws IllegalArgumentException if no client can send this, or the listener refuses it */
    WrittenExchange(byte[] octets) {
        int end = end(octets);
        // As Jetty does, which knows no more than octets.
        List<String> lines =
                new String(octets, 0, end, StandardCharsets.ISO_8859_1).lines().toList();
        String[] first = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", 2);
        if (first.length != 2 || !first[0].matches("[A-Z]{1,20}")) {
            throw new IllegalArgumentException("no request line");
        }
        method = first[0];
        target = Hrefs.segments(first[1]).orElseThrow(() -> new IllegalArgumentException("no path"));
        headers.put("Authorization", ALICE);
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            if (colon < 1 || value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
                throw new IllegalArgumentException("no header");
            }
            headers.merge(
                    line.substring(0, colon).strip(), value, (one, two) -> one.equals(ALICE) ? two : one + ", " + two);
        }
        body = Arrays.copyOfRange(octets, Math.min(octets.length, end + 2), octets.length);
    }

    private static int end(byte[] octets) {
        for (int i = 0; i + 1 < octets.length; i++) {
            if (octets[i] == '\n' && octets[i + 1] == '\n') {
                return i;
            }
        }
        return octets.length;
    }

    int status() {
        return status;
    }

    byte[] answer() {
        return answer.toByteArray();
    }

    Optional<String> answerHeader(String name) {
        return Optional.ofNullable(answerHeaders.get(name));
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public List<String> target() {
        return target;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public void admit(Viewer who) {
        viewer = who;
    }

    @Override
    public Viewer viewer() {
        return viewer;
    }

    @Override
    public Hrefs hrefs() {
        return new Hrefs("");
    }

    @Override
    public String authority() {
        return "dav.example.com";
    }

    @Override
    public InetAddress client() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public byte[] body(long limit) {
        if (body.length > limit) {
            throw new DavException.Plain(413, "too long");
        }
        return body;
    }

    @Override
    public void setHeader(String name, String value) {
        assertThat(value.chars()).as("%s: %s", name, value).allMatch(c -> c >= ' ' && c != 0x7f || c == '\t');
        assertThat(name.toLowerCase(Locale.ROOT)).matches("[a-z-]+");
        answerHeaders.put(name, value);
    }

    @Override
    public OutputStream answer(int finalStatus) {
        assertThat(status).isZero();
        status = finalStatus;
        return answer;
    }

    @Override
    public void answerEmpty(int finalStatus) {
        assertThat(status).isZero();
        status = finalStatus;
    }

    @Override
    public boolean isAnswered() {
        return status != 0;
    }
}
