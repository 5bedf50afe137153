package dev.fasti.cli.doctor.outside;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/**
 * A PUT that announces its size and waits to be asked for its body (RFC 9110 section 10.1.1). Java's client waits for
 * ever where it is refused instead.
 *
 * @param status the answer
 * @param isAsked whether the body was asked for, and sent, before that
 */
record BodyOffer(int status, boolean isAsked) {
    private static final int PATIENCE = 20_000;
    private static final int LONGEST_LINE = 8_192;
    private static final int CONTINUE = 100;

    /**
     * Offers zeros, as nobody.
     *
     * @param length how many
     */
    static BodyOffer make(URI uri, long length) throws IOException {
        boolean secured = "https".equalsIgnoreCase(uri.getScheme());
        int standard = secured ? 443 : 80;
        int port = uri.getPort() >= 0 ? uri.getPort() : standard;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(uri.getHost(), port), PATIENCE);
            plain.setSoTimeout(PATIENCE);
            if (!secured) {
                return make(plain, uri, length);
            }
            try (SSLSocket socket = (SSLSocket)
                    Visitor.trustingAnything().getSocketFactory().createSocket(plain, uri.getHost(), port, true)) {
                return make(socket, uri, length);
            }
        }
    }

    private static BodyOffer make(Socket socket, URI uri, long length) throws IOException {
        OutputStream out = socket.getOutputStream();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String head = "PUT " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getRawAuthority()
                + "\r\nUser-Agent: Fasti-Doctor\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: "
                + length
                + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        int first = status(in);
        if (first != CONTINUE) {
            return new BodyOffer(first, false);
        }
        try {
            byte[] part = new byte[1 << 16];
            for (long left = length; left > 0; left -= part.length) {
                out.write(part, 0, (int) Math.min(left, part.length));
            }
            out.flush();
        } catch (IOException e) {
            // Refused on the way: the answer says how.
        }
        return new BodyOffer(status(in), true);
    }

    /** Reads a head; what is after its first line is passed over. */
    private static int status(InputStream in) throws IOException {
        String first = line(in);
        String[] words = first.split(" ", 3);
        while (!line(in).isEmpty()) {
            // The next.
        }
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
            throw new IOException("the answer to a large PUT is no HTTP");
        }
        return Integer.parseInt(words[1]);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("the connection breaks at a large PUT");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }
}
