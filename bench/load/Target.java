import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that is measured.
 *
 * @param process the id of its first process; those that it started belong to it
 * @param home the URL of the user's calendar home, with a slash at its end
 * @param most the most members that it is asked to hold, for slow ones
 */
record Target(String name, long process, URI home, String authorization, int most) {
    private static final double TICKS = 100;

    /** Reads {@code NAME,PID,HOME,USER,PASSWORD,MOST}. */
    static Target of(String words) {
        String[] parts = words.split(",");
        String credentials = Base64.getEncoder()
                .encodeToString((parts[3] + ":" + parts[4]).getBytes(StandardCharsets.UTF_8));
        return new Target(
                parts[0],
                Long.parseLong(parts[1]),
                URI.create(parts[2]),
                "Basic " + credentials,
                Integer.parseInt(parts[5]));
    }

    String path(String below) {
        return home.getRawPath() + below;
    }

    /** A whole request; headers are lines, each with its end. */
    byte[] request(String method, String path, String headers, byte[] body) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + home.getAuthority() + "\r\nAuthorization: "
                + authorization + "\r\nUser-Agent: load/1\r\n" + headers + "Content-Length: " + body.length
                + "\r\n\r\n";
        byte[] octets = head.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[octets.length + body.length];
        System.arraycopy(octets, 0, whole, 0, octets.length);
        System.arraycopy(body, 0, whole, octets.length, body.length);
        return whole;
    }

    /** Seconds of CPU that its processes have taken so far, in user space and in the kernel. */
    double cpu() throws IOException {
        double ticks = 0;
        for (Path process : processes()) {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            for (int field = 11; field < 15; field++) {
                ticks += Long.parseLong(fields[field]);
            }
        }
        return ticks / TICKS;
    }

    /** Mebibytes of memory, what is shared divided among those who share it. */
    double memory() throws IOException {
        double kibibytes = 0;
        for (Path process : processes()) {
            kibibytes += Files.readAllLines(process.resolve("smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
                    .sum();
        }
        return kibibytes / 1024;
    }

    /** Open files. */
    long handles() throws IOException {
        long count = 0;
        for (Path process : processes()) {
            try (Stream<Path> open = Files.list(process.resolve("fd"))) {
                count += open.count();
            }
        }
        return count;
    }

    long threads() throws IOException {
        long count = 0;
        for (Path process : processes()) {
            try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
                count += tasks.count();
            }
        }
        return count;
    }

    private List<Path> processes() {
        ProcessHandle first = ProcessHandle.of(process).orElseThrow();
        return Stream.concat(Stream.of(first), first.descendants())
                .map(each -> Path.of("/proc", Long.toString(each.pid())))
                .filter(Files::exists)
                .toList();
    }
}
