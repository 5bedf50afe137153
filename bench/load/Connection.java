import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One keep-alive connection of HTTP/1.1 that costs the client as little as it can; to servers that close it after each
 * answer, one after the other. Used by one thread.
 */
final class Connection implements AutoCloseable {
    private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};

    private final URI server;
    private Socket socket;
    private InputStream in;
    private boolean isClosing;
    private byte[] received = new byte[64 * 1024];
    private int from;
    private int to;
    private byte[] body = new byte[64 * 1024];
    private int bodyLength;

    Connection(URI server) throws IOException {
        this.server = server;
        open();
    }

    private void open() throws IOException {
        from = 0;
        to = 0;
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(120_000);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        in = socket.getInputStream();
    }

    /**
     * An answer.
     *
     * @param head status line and header, in lower case
     * @param body its octets
     */
    record Answer(int status, String head, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Sends a whole request and waits for the whole answer. */
    Answer ask(byte[] request) throws IOException {
        if (isClosing) {
            close();
            open();
        }
        socket.getOutputStream().write(request);
        String head = head();
        isClosing = head.startsWith("http/1.0") || head.contains("\r\nconnection: close");
        int status = Integer.parseInt(head.substring(9, 12));
        bodyLength = 0;
        if (head.contains("\r\ntransfer-encoding: chunked")) {
            chunks();
        } else if (status != 204 && status != 304) {
            plain(length(head));
        }
        return new Answer(status, head, Arrays.copyOf(body, bodyLength));
    }

    private static int length(String head) {
        String name = "\r\ncontent-length:";
        int at = head.indexOf(name);
        if (at < 0) {
            throw new IllegalStateException("an answer without a length: " + head);
        }
        int end = head.indexOf('\r', at + 2);
        return Integer.parseInt(head.substring(at + name.length(), end).strip());
    }

    private String head() throws IOException {
        int looked = from;
        while (true) {
            for (int i = looked; i + 4 <= to; i++) {
                if (received[i] == '\r' && Arrays.equals(received, i, i + 4, HEADER_END, 0, 4)) {
                    String head = new String(received, from, i + 2 - from, StandardCharsets.ISO_8859_1);
                    from = i + 4;
                    return head.toLowerCase(Locale.ROOT);
                }
            }
            looked = Math.max(from, to - 3) - from;
            more();
            looked += from;
        }
    }

    private void plain(int length) throws IOException {
        int left = length;
        while (left > 0) {
            if (from == to) {
                more();
            }
            int count = Math.min(left, to - from);
            take(count);
            left -= count;
        }
    }

    private void chunks() throws IOException {
        while (true) {
            int size = Integer.parseInt(line(), 16);
            plain(size);
            line();
            if (size == 0) {
                return;
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (from == to) {
                more();
            }
            char c = (char) received[from++];
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append(c);
            }
        }
    }

    private void take(int count) {
        if (bodyLength + count > body.length) {
            body = Arrays.copyOf(body, Math.max(bodyLength + count, body.length * 2));
        }
        System.arraycopy(received, from, body, bodyLength, count);
        bodyLength += count;
        from += count;
    }

    private void more() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == received.length) {
            System.arraycopy(received, from, received, 0, to - from);
            to -= from;
            from = 0;
        }
        int count = in.read(received, to, received.length - to);
        if (count <= 0) {
            throw new EOFException("the server closed the connection");
        }
        to += count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
