package dev.fasti.http;

import dev.fasti.dav.DavException;
import dev.fasti.http.answer.Leftovers;
import dev.fasti.http.pace.Pace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.eclipse.jetty.server.Request;

/** Reads one request's body within limits and undoes its content coding. */
final class BodyReader {
    /** The content codings that are undone, as the {@code Accept-Encoding} field of a 415 (RFC 9110 12.5.3). */
    static final String CODINGS = "gzip, deflate";

    private static final long GRACE_NANOS = 10_000_000_000L;
    private static final int CHUNK = 8 * 1024;

    private final Request request;
    private final HttpLimits limits;
    private final Pace pace;
    private final RequestMemory memory;

    /** @param memory pays for the body */
    BodyReader(Request request, HttpLimits limits, Pace pace, RequestMemory memory) {
        this.request = request;
        this.limits = limits;
        this.pace = pace;
        this.memory = memory;
    }

    /** As {@link dev.fasti.dav.DavExchange#body}. */
    byte[] read(long limit) {
        long most = Math.min(Math.min(limit, memory.mostOfBody()), limits.maxRequestBody());
        String coding = coding();
        if (request.getLength() > most) {
            throw tooLarge(most);
        }
        byte[] sent = waited(most);
        return switch (coding) {
            case "" -> sent;
            case "gzip" -> decoded(sent, Coding.GZIP, most);
            default -> decoded(sent, Coding.DEFLATE, most);
        };
    }

    private String coding() {
        List<String> codings = FieldList.of(request, "Content-Encoding").stream()
                .map(coding -> coding.toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.equals("identity"))
                .toList();
        if (codings.isEmpty()) {
            return "";
        }
        String coding = codings.get(0).equals("x-gzip") ? "gzip" : codings.get(0);
        if (codings.size() > 1 || !List.of("gzip", "deflate").contains(coding)) {
            throw new DavException.Plain(415, "the body's content coding is none of " + CODINGS);
        }
        return coding;
    }

    /** Meanwhile somebody else may have the turn. */
    private byte[] waited(long most) {
        if (request.getLength() == 0) {
            return new byte[0];
        }
        Pace.Wait wait = pace.forBody(request);
        try {
            byte[] sent = sent(most);
            if (!wait.endWithTurn()) {
                throw new DavException.Plain(503, "the server is busy");
            }
            return sent;
        } finally {
            wait.end();
        }
    }

    /** The body as it came over the wire, whole: Jetty fails the read of one that is shorter than announced. */
    private byte[] sent(long most) {
        long start = System.nanoTime();
        int known = request.getLength() < 0 ? (int) most : (int) request.getLength();
        BodyBuffer body = new BodyBuffer(memory, CHUNK, known);
        try {
            InputStream in = Leftovers.body(request);
            while (body.readFrom(in)) {
                requireRate(body.length(), System.nanoTime() - start);
            }
            return body.whole();
        } catch (BodyBuffer.Excess e) {
            throw tooLarge(most);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new DavException.Plain(408, "the body came too slowly");
            }
            throw DavException.badRequest("the body broke off");
        }
    }

    private void requireRate(long octets, long nanos) {
        if (nanos > GRACE_NANOS && octets < limits.minBodyRate() * (nanos / 1_000_000_000)) {
            throw new DavException.Plain(408, "the body came too slowly");
        }
    }

    private byte[] decoded(byte[] sent, Coding coding, long most) {
        if (sent.length == 0) {
            return sent;
        }
        try (InputStream in = coding.open(sent)) {
            BodyBuffer body = new BodyBuffer(memory, CHUNK, (int) most);
            while (body.readFrom(in)) {
                // What has been read is in the buffer.
            }
            return body.whole();
        } catch (BodyBuffer.Excess e) {
            throw tooLarge(most);
        } catch (IOException e) {
            throw DavException.badRequest("the body is not what its content coding says");
        }
    }

    private DavException tooLarge(long most) {
        if (most >= memory.mostOfBody()) {
            return memory.tooLarge(most);
        }
        return new DavException.Plain(413, "the body has more than " + most + " octets");
    }

    private enum Coding {
        GZIP {
            @Override
            InputStream open(byte[] sent) throws IOException {
                return new GZIPInputStream(new ByteArrayInputStream(sent));
            }
        },
        /** With the zlib wrapper, as RFC 9110 section 8.4.1.2 says, or bare, as some clients understood it. */
        DEFLATE {
            @Override
            InputStream open(byte[] sent) {
                // The first two octets of the wrapper are a multiple of 31 (RFC 1950 section 2.2).
                boolean hasWrapper = sent.length > 1
                        && (sent[0] & 0x0f) == 8
                        && ((sent[0] & 0xff) * 256 + (sent[1] & 0xff)) % 31 == 0;
                return new InflatedStream(sent, new Inflater(!hasWrapper));
            }
        };

        abstract InputStream open(byte[] sent) throws IOException;
    }

    /** Frees an inflater of its own, which its parent leaves to the caller. */
    private static final class InflatedStream extends InflaterInputStream {
        InflatedStream(byte[] sent, Inflater inflater) {
            super(new ByteArrayInputStream(sent), inflater);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
