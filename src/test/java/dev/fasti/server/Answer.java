package dev.fasti.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;

/** What the server answered. */
public final class Answer {
    private final HttpResponse<byte[]> response;

    Answer(HttpResponse<byte[]> response) {
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public byte[] octets() {
        return response.body();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** All of them, by their names in lower case. */
    public Map<String, List<String>> headers() {
        return response.headers().map();
    }

    public Document xml() {
        return Xml.parse(response.body());
    }

    public Multistatus multistatus() {
        assertThat(status()).as(body()).isEqualTo(207);
        return new Multistatus(xml());
    }

    public Answer expect(int status) {
        assertThat(status()).as(body()).isEqualTo(status);
        return this;
    }

    /** That the refusal names this precondition, as {@code prefix:local} with the prefixes of {@link Xml}. */
    public Answer expectPrecondition(int status, String element) {
        expect(status);
        assertThat(Xml.find(xml(), "/D:error/" + element)).as(body()).hasSize(1);
        return this;
    }
}
