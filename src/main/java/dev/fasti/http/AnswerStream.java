package dev.fasti.http;

import dev.fasti.http.pace.Pace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer on its way out, compressed where that is allowed and worth it. Each write waits until the
 * client takes what is full. Only {@link #close} makes the answer whole.
 *
 * <p>A body that ends before the first buffer is full is sent with its length, a longer one in chunks.
 */
final class AnswerStream extends OutputStream {
    /** Below this, compression saves no packet. */
    private static final int WORTH_COMPRESSING = 1024;
    /** By pieces it shows whether the client goes on taking. */
    private static final int PIECE = 16 * 1024;

    private final Request request;
    private final Response response;
    private final Compression compression;
    private final Pace pace;
    /** What may or may not become compressed. */
    private byte[] first = {};

    private int firstLength;
    private @Nullable OutputStream out;
    private @Nullable FastGzip gzip;
    private State state = State.OPEN;

    AnswerStream(Request request, Response response, Compression compression, Pace pace) {
        this.pace = pace;
        this.request = request;
        this.response = response;
        this.compression = compression;
    }

    /** Whether the body has been written to its end. */
    boolean isWhole() {
        return state == State.WHOLE;
    }

    /** Whether the client could not be written to. */
    boolean isClientGone() {
        return state == State.BROKEN;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (state != State.OPEN) {
            throw new IOException("the answer has ended");
        }
        try {
            if (out == null && compression == Compression.GZIP && firstLength + length < WORTH_COMPRESSING) {
                hold(octets, offset, length);
            } else {
                for (int done = 0; done < length; done += PIECE) {
                    open().write(octets, offset + done, Math.min(PIECE, length - done));
                }
            }
        } catch (IOException e) {
            state = State.BROKEN;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (state != State.OPEN) {
            return;
        }
        try {
            if (out == null) {
                out = buffered();
                out.write(first, 0, firstLength);
            }
            out.close();
            state = State.WHOLE;
        } catch (IOException e) {
            state = State.BROKEN;
            throw e;
        }
    }

    /** Frees what compression holds outside of the heap. */
    void release() {
        if (gzip != null) {
            gzip.release();
        }
    }

    private OutputStream buffered() {
        HttpConfiguration protocol = request.getConnectionMetaData().getHttpConfiguration();
        return Content.Sink.asOutputStream(Content.Sink.asBuffered(
                this::send,
                request.getComponents().getByteBufferPool(),
                protocol.isUseOutputDirectByteBuffers(),
                protocol.getOutputAggregationSize(),
                protocol.getOutputBufferSize()));
    }

    /** Where the connection is to be closed Jetty would end the body by that, and a cut one would look whole. */
    private void send(boolean last, @Nullable ByteBuffer octets, Callback callback) {
        if (!last
                && !response.isCommitted()
                && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && !response.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
            response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
        }
        if (octets == null || !octets.hasRemaining()) {
            response.write(last, octets, callback);
            return;
        }
        Pace.Wait wait = pace.forReader(request, octets.remaining());
        response.write(last, octets, Callback.from(callback, wait::end));
    }

    private void hold(byte[] octets, int offset, int length) {
        if (first.length == 0) {
            first = new byte[WORTH_COMPRESSING];
        }
        System.arraycopy(octets, offset, first, firstLength, length);
        firstLength += length;
    }

    private OutputStream open() throws IOException {
        OutputStream open = out;
        if (open == null) {
            open = buffered();
            if (compression == Compression.GZIP) {
                response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
                gzip = new FastGzip(open);
                open = gzip;
            }
            out = open;
            open.write(first, 0, firstLength);
        }
        return open;
    }

    /** What may be done with the body. */
    enum Compression {
        NONE,
        GZIP
    }

    private enum State {
        OPEN,
        WHOLE,
        BROKEN
    }

    /** The XML of a multistatus shrinks tenfold at the least effort; more effort gains little. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 4096);
            def.setLevel(Deflater.BEST_SPEED);
        }

        void release() {
            def.end();
        }
    }
}
