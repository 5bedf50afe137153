package dev.fasti.cli;

import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Hrefs;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of alice's with its answer, without a network: what the engine alone costs. The answer is only counted. */
final class MemoryExchange implements DavExchange {
    /** {@code alice:secret}. */
    private static final String CREDENTIALS = "Basic YWxpY2U6c2VjcmV0";

    private final String method;
    private final List<String> target;
    private final byte[] body;
    private final Counter answer = new Counter();
    private @Nullable Viewer viewer;
    private int status;

    MemoryExchange(String method, List<String> target, byte[] body) {
        this.method = method;
        this.target = target;
        this.body = body;
    }

    int status() {
        return status;
    }

    /** The octets of the answer's body. */
    long size() {
        return answer.size;
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
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization" -> Optional.of(CREDENTIALS);
            case "depth" -> Optional.of("1");
            case "content-type" -> Optional.of("application/xml; charset=utf-8");
            default -> Optional.empty();
        };
    }

    @Override
    public void admit(Viewer who) {
        viewer = who;
    }

    @Override
    public Viewer viewer() {
        if (viewer == null) {
            throw new IllegalStateException("nobody has been admitted");
        }
        return viewer;
    }

    @Override
    public Hrefs hrefs() {
        return new Hrefs("");
    }

    @Override
    public String authority() {
        return "localhost";
    }

    @Override
    public InetAddress client() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public byte[] body(long limit) {
        return body.clone();
    }

    @Override
    public void setHeader(String name, String value) {}

    @Override
    public OutputStream answer(int finalStatus) {
        status = finalStatus;
        return answer;
    }

    @Override
    public void answerEmpty(int finalStatus) {
        status = finalStatus;
    }

    @Override
    public boolean isAnswered() {
        return status != 0;
    }

    /** Counts what is written to it. */
    private static final class Counter extends OutputStream {
        private long size;

        @Override
        public void write(int octet) {
            size++;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            size += length;
        }
    }
}
