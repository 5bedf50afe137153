package dev.fasti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.acl.Viewer;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.Protocols;
import dev.fasti.config.read.ConfigReader;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.milton.DavEngine;
import dev.fasti.dav.xml.XmlLimits;
import dev.fasti.dav.xml.XmlReader;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whole requests against the whole engine and a store on the disk: any header, path, body, access list, filter and sync
 * token. Never a 500, never a header that breaks out of its line, and XML is XML.
 */
@DisplayName("Whatever is asked gets an answer that is none of a server that failed")
class RequestFuzz {
    /** What is written stays for the next requests, up to so many writes. */
    private static final int WRITES = 100;

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT");
    private static final XmlReader ANSWERS = new XmlReader(new XmlLimits(200, 100, 1_000_000, 1 << 24));

    private static final String EVENT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:u\r\n"
            + "DTSTAMP:20260101T000000Z\r\nDTSTART:20260102T100000Z\r\nRRULE:FREQ=DAILY;COUNT=4\r\nSUMMARY:x\r\n"
            + "END:VEVENT\r\nEND:VCALENDAR\r\n";
    private static final String CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:c\r\nFN:Zoë\r\nN:Zoë;;;;\r\nEND:VCARD\r\n";
    private static final List<String> PREPARATION = List.of(
            "PUT /alice/calendar/a.ics\nContent-Type: text/calendar\n\n" + EVENT,
            "PUT /alice/contacts/a.vcf\nContent-Type: text/vcard\n\n" + CARD,
            "MKCOL /alice/plain/\n\n",
            "PUT /alice/plain/a\n\nx",
            "ACL /alice/calendar/\n\n<acl xmlns='DAV:'><ace><principal><href>/principals/bob/</href></principal><grant>"
                    + "<privilege><read/></privilege></grant></ace></acl>",
            "LOCK /alice/plain/a\n\n<lockinfo xmlns='DAV:'><lockscope><shared/></lockscope><locktype><write/></locktype>"
                    + "</lockinfo>");

    private static Path folder;
    private static OpenSite site;
    private static DavEngine engine;
    private static int writes;

    @FuzzTest
    void anyRequest(byte[] octets) throws IOException {
        ask(octets);
    }

    @Test
    @DisplayName("1,500 mutations of likely requests are answered")
    void mutations() throws IOException {
        List<byte[]> seeds = seeds();
        assertThat(seeds).hasSizeGreaterThan(30);
        Random random = new Random(9110);
        for (int i = 0; i < 1_500; i++) {
            byte[] one = seeds.get(i % seeds.size()).clone();
            for (int edits = random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(one.length);
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                switch (random.nextInt(3)) {
                    case 0 -> one[at] = (byte) random.nextInt(256);
                    case 1 -> one[at] = one[random.nextInt(one.length)];
                    default ->
                        System.arraycopy(
                                other,
                                0,
                                one,
                                at,
                                Math.min(random.nextInt(9), Math.min(other.length, one.length - at)));
                }
            }
            ask(one);
        }
    }

    private static List<byte[]> seeds() throws IOException {
        Path inputs = Path.of("src/test/resources/dev/fasti/cli/RequestFuzzInputs/anyRequest");
        try (Stream<Path> files = Files.list(inputs)) {
            return files.sorted().map(RequestFuzz::read).toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void ask(byte[] octets) throws IOException {
        WrittenExchange exchange;
        try {
            exchange = WrittenExchange.of(octets);
        } catch (IllegalArgumentException e) {
            return;
        }
        prepare();
        engine.accept(exchange);
        assertSound(exchange);
        writes += READS.contains(exchange.method()) || exchange.status() >= 300 ? 0 : 1;
    }

    private static void assertSound(WrittenExchange exchange) {
        assertThat(exchange.status()).isBetween(200, 507).isNotIn(500, 503);
        Optional<String> type = exchange.answerHeader("Content-Type");
        boolean isXml = type.filter(name -> name.startsWith("application/xml")).isPresent();
        if (isXml && !Set.of("GET", "HEAD").contains(exchange.method()) && exchange.answer().length > 0) {
            ANSWERS.read(exchange.answer());
        }
    }

    private static void prepare() throws IOException {
        if (engine != null && writes < WRITES) {
            return;
        }
        if (site != null) {
            site.close();
            erase();
        }
        folder = Files.createTempDirectory("fasti-fuzz");
        Runtime.getRuntime().addShutdownHook(new Thread(RequestFuzz::erase));
        Files.createDirectories(folder.resolve("fasti"));
        Files.write(folder.resolve("fasti/users"), List.of("alice:secret", "bob:secret"));
        Map<String, String> settings =
                Map.of("FASTI_STORAGE_DATA", folder.toString(), "FASTI_AUTH_ALLOW_PLAIN_TEXT", "true");
        site = OpenSite.open(ConfigReader.read(settings, Map.of()));
        engine = Protocols.engine(site, RequestFuzz::login);
        writes = 0;
        for (String request : PREPARATION) {
            WrittenExchange exchange = WrittenExchange.of(request.getBytes(StandardCharsets.UTF_8));
            engine.accept(exchange);
            assertThat(exchange.status()).as(request).isIn(200, 201, 204);
        }
    }

    private static Optional<Viewer> login(String name, String password, DavExchange exchange) {
        return Set.of("alice", "bob").contains(name) && password.equals("secret")
                ? Optional.of(Viewer.of(new Principal(name)))
                : Optional.empty();
    }

    private static void erase() {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException | UncheckedIOException e) {
            // The system cleans its temporary folder.
        }
    }
}
