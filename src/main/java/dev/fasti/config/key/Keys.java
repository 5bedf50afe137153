package dev.fasti.config.key;

import dev.fasti.config.CidrBlock;
import dev.fasti.config.LogLevel;
import dev.fasti.config.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every key there is. The sample file and the page about configuration are made from this table. */
public final class Keys {
    /** A body is gathered in one array. */
    private static final long MOST_BYTES = 2_000_000_000;

    public static final Key<String> HOST = new Key<>(
            "server",
            "host",
            ValueType.text("a host name or an IP address, without a port", ServerConfig::isHost),
            "127.0.0.1",
            "The address to listen on. \"0.0.0.0\" or \"::\" for all: then set tls.certificate or put a proxy with TLS in"
                    + " front, for passwords cross the network.");
    public static final Key<Integer> PORT = new Key<>(
            "server", "port", ValueType.integer(0, 65535), 5232, "The port to listen on. 0 takes any free port.");
    public static final Key<String> BASE_PATH = new Key<>(
            "server",
            "base_path",
            ValueType.text("empty, or a path such as \"/dav\" without a slash at its end", ServerConfig::isBasePath),
            "",
            "The path in front of every URL, where a reverse proxy passes it on.");
    public static final Key<List<CidrBlock>> TRUSTED_PROXIES = new Key<>(
            "server",
            "trusted_proxies",
            ValueType.blocks(),
            List.of(),
            "The reverse proxies whose X-Forwarded-For, -Proto, -Host and -Prefix headers are believed. From others they"
                    + " are ignored.");
    public static final Key<Duration> SHUTDOWN_GRACE = new Key<>(
            "server",
            "shutdown_grace",
            ValueType.duration(Duration.ZERO, Duration.ofHours(1)),
            Duration.ofSeconds(20),
            "How long requests in flight may take to finish when the server stops.");
    public static final Key<Duration> IDLE_TIMEOUT = new Key<>(
            "server",
            "idle_timeout",
            ValueType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            Duration.ofSeconds(30),
            "How long a connection may be silent before it is closed.");

    public static final Key<Path> DATA = new Key<>(
            "storage",
            "data",
            ValueType.path("the path of a folder", 1),
            Path.of("./data"),
            "The folder that holds everything. A relative path starts at the working directory.");
    public static final Key<Duration> RESCAN_INTERVAL = new Key<>(
            "storage",
            "rescan_interval",
            ValueType.duration(Duration.ZERO, Duration.ofDays(7)),
            Duration.ofSeconds(30),
            "How often a collection in use is compared with its folder, to notice what others changed there. 0: only"
                    + " when it is opened, and when the time of its folder has changed.");
    public static final Key<Integer> MAX_OPEN_COLLECTIONS = new Key<>(
            "storage",
            "max_open_collections",
            ValueType.integer(1, 10_000_000),
            100_000,
            "How many collections are kept in memory at most: those that were asked for last. Besides, all of them"
                    + " together take no more than about half of the memory that the JVM may use (-Xmx).");

    public static final Key<Long> MAX_RESOURCE_SIZE = new Key<>(
            "limits",
            "max_resource_size",
            ValueType.size(1, MOST_BYTES),
            10_000_000L,
            "Bytes of one calendar item, contact or file.");
    public static final Key<Long> MAX_XML_BODY = new Key<>(
            "limits", "max_xml_body", ValueType.size(1, MOST_BYTES), 10_000_000L, "Bytes of an XML request body.");
    public static final Key<Long> MAX_REQUEST_BODY = new Key<>(
            "limits",
            "max_request_body",
            ValueType.size(1, MOST_BYTES),
            100_000_000L,
            "Bytes of any request body; at least limits.max_resource_size and limits.max_xml_body.");
    public static final Key<Integer> MAX_XML_DEPTH = new Key<>(
            "limits",
            "max_xml_depth",
            ValueType.integer(8, 1_000),
            64,
            "Elements nested in each other in a request body.");
    public static final Key<Integer> MAX_XML_ATTRIBUTES = new Key<>(
            "limits",
            "max_xml_attributes",
            ValueType.integer(8, 1_000),
            64,
            "Attributes of one element in a request body.");
    public static final Key<Integer> MAX_MULTIGET_HREFS = new Key<>(
            "limits",
            "max_multiget_hrefs",
            ValueType.integer(1, 1_000_000),
            50_000,
            "Items asked for in one multiget report. vdirsyncer asks for all that it lacks at once.");
    public static final Key<Integer> MAX_SYNC_RESULTS = new Key<>(
            "limits",
            "max_sync_results",
            ValueType.integer(1, 10_000_000),
            100_000,
            "Changes in one answer to sync-collection; a client fetches more with its next request.");
    public static final Key<Integer> MAX_HEADER_SIZE = new Key<>(
            "limits",
            "max_header_size",
            ValueType.integer(1_024, 1_048_576),
            16_384,
            "Bytes of a request's line and header fields together.");
    public static final Key<Integer> MAX_CONCURRENT_REQUESTS = new Key<>(
            "limits",
            "max_concurrent_requests",
            ValueType.integer(1, 100_000),
            100,
            "Requests worked on at once; the others wait.");
    public static final Key<Integer> MAX_CONNECTIONS =
            new Key<>("limits", "max_connections", ValueType.integer(1, 1_000_000), 1_000, "Open connections.");

    public static final Key<Duration> HEADER_TIME = new Key<>(
            "limits",
            "header_time",
            ValueType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            Duration.ofSeconds(20),
            "How long a request's line and header fields may take to arrive, TLS handshake included.");
    public static final Key<Integer> MIN_RATE = new Key<>(
            "limits",
            "min_rate",
            ValueType.integer(0, 1_000_000),
            256,
            "Bytes a second that a client has to send of a body, and to take of an answer, after the first ten seconds."
                    + " Slower ones lose their connection. 0: any pace, within server.idle_timeout.");

    public static final Key<Long> QUOTA = new Key<>(
            "quota",
            "standard",
            ValueType.size(0, Long.MAX_VALUE),
            0L,
            "Bytes of all items, contacts and files of one account. Beyond them nothing new is taken (507). 0: no limit.");
    public static final Key<Map<String, Long>> QUOTA_USERS = new Key<>(
            "quota",
            "users",
            ValueType.sizes(),
            Map.of(),
            "Other quotas for single accounts, such as { \"alice\" = \"2GB\", \"bob\" = 0 }.");

    public static final Key<LogLevel> LEVEL = LoggingKeys.LEVEL;

    /** All of them, table by table. */
    public static final List<Key<?>> ALL = Stream.of(
                    List.of(HOST, PORT, BASE_PATH, TRUSTED_PROXIES, SHUTDOWN_GRACE, IDLE_TIMEOUT),
                    TlsKeys.ALL,
                    List.of(DATA, RESCAN_INTERVAL, MAX_OPEN_COLLECTIONS),
                    HistoryKeys.ALL,
                    AuthKeys.ALL,
                    LdapKeys.ALL,
                    RightsKeys.ALL,
                    List.of(
                            MAX_RESOURCE_SIZE,
                            MAX_XML_BODY,
                            MAX_REQUEST_BODY,
                            MAX_XML_DEPTH,
                            MAX_XML_ATTRIBUTES,
                            MAX_MULTIGET_HREFS,
                            MAX_SYNC_RESULTS,
                            MAX_HEADER_SIZE,
                            MAX_CONCURRENT_REQUESTS,
                            MAX_CONNECTIONS,
                            HEADER_TIME,
                            MIN_RATE,
                            QUOTA,
                            QUOTA_USERS),
                    LockKeys.ALL,
                    AdminKeys.ALL,
                    LoggingKeys.ALL)
            .<Key<?>>flatMap(List::stream)
            .toList();

    private Keys() {}
}
