package dev.fasti.http;

import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Hrefs;
import dev.fasti.http.answer.Leftovers;
import dev.fasti.http.log.RequestFacts;
import dev.fasti.http.pace.BodyBudget;
import dev.fasti.http.pace.Pace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * A request of Jetty's and its response, as the engine sees them.
 *
 * <p>Answers of XML are compressed for those who take gzip, and only they: whatever has an {@code ETag} goes out as
 * it is kept, so that a strong tag never names two different sequences of octets (RFC 9110 section 8.8.1).
 */
final class JettyExchange implements DavExchange {
    private final Request request;
    private final Response response;
    private final Origin origin;
    private final BodyReader body;
    private final Pace pace;
    private final RequestMemory memory;
    private @Nullable Viewer viewer;
    private @Nullable AnswerStream stream;
    private boolean isAnswered;
    private boolean isGone;

    JettyExchange(Request request, Response response, Origin origin, Bounds bounds) {
        this.request = request;
        this.response = response;
        this.origin = origin;
        this.pace = bounds.pace();
        this.memory = new RequestMemory(request, bounds.memory());
        this.body = new BodyReader(request, bounds.limits(), pace, memory);
    }

    /** What all requests of one server share, so that none takes too much. */
    record Bounds(HttpLimits limits, Pace pace, BodyBudget memory) {}

    /**
     * What the request's way here says of it.
     *
     * @param client as {@link DavExchange#client}
     * @param login as {@link DavExchange#provenLogin}
     * @param authority as {@link DavExchange#authority}
     * @param scheme by which the client has come, found out when somebody asks
     * @param hrefs as {@link DavExchange#hrefs}
     * @param target as {@link DavExchange#target}
     */
    record Origin(
            InetAddress client,
            Optional<String> login,
            String authority,
            Supplier<String> scheme,
            Hrefs hrefs,
            List<String> target) {
        Origin {
            target = List.copyOf(target);
        }
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public List<String> target() {
        return origin.target();
    }

    @Override
    public boolean isSlashed() {
        String path = request.getHttpURI().getPath();
        return path != null && path.endsWith("/");
    }

    @Override
    public Optional<String> header(String name) {
        String only = null;
        StringBuilder several = null;
        for (HttpField field : request.getHeaders()) {
            if (!field.is(name)) {
                continue;
            }
            String value = field.getValue() == null ? "" : field.getValue();
            if (only == null) {
                only = value;
            } else {
                several = (several == null ? new StringBuilder(only) : several)
                        .append(", ")
                        .append(value);
            }
        }
        return several == null ? Optional.ofNullable(only) : Optional.of(several.toString());
    }

    @Override
    public void admit(Viewer who) {
        if (viewer != null) {
            throw new IllegalStateException("the viewer is known already");
        }
        viewer = who;
        who.principal().ifPresent(principal -> request.setAttribute(RequestFacts.USER, principal.name()));
    }

    @Override
    public Viewer viewer() {
        if (viewer == null) {
            throw new IllegalStateException("nobody has been authenticated");
        }
        return viewer;
    }

    @Override
    public Hrefs hrefs() {
        return origin.hrefs();
    }

    @Override
    public String authority() {
        return origin.authority();
    }

    @Override
    public String origin() {
        return authority().isEmpty() ? "" : origin.scheme().get() + "://" + authority();
    }

    @Override
    public InetAddress client() {
        return origin.client();
    }

    @Override
    public String id() {
        return RequestFacts.id(request);
    }

    @Override
    public Optional<String> provenLogin() {
        return origin.login();
    }

    @Override
    public byte[] body(long limit) {
        long start = System.nanoTime();
        try {
            return body.read(limit);
        } catch (DavException refusal) {
            if (refusal.status() == 415) {
                setHeader(HttpHeader.ACCEPT_ENCODING.asString(), BodyReader.CODINGS);
            }
            throw refusal;
        } finally {
            request.setAttribute(RequestFacts.BODY_NANOS, System.nanoTime() - start);
        }
    }

    @Override
    public void reserve(long octets) {
        memory.answer(octets);
    }

    @Override
    public void work(long octets, long held) {
        memory.work(octets, held);
    }

    @Override
    public void setHeader(String name, String value) {
        if (isAnswered) {
            throw new IllegalStateException("the answer has been started");
        }
        response.getHeaders().put(name, value);
    }

    @Override
    public OutputStream answer(int status) {
        start(status);
        AnswerStream started = new AnswerStream(request, response, compression(), pace);
        stream = started;
        return started;
    }

    @Override
    public void answerEmpty(int status) {
        start(status);
        try {
            if (status == HttpStatus.NOT_MODIFIED_304 || (status == HttpStatus.OK_200 && isHead())) {
                // Jetty announces a length of 0 with a last write: not what GET's would be (RFC 9110 section 8.6).
                Content.Sink.write(response, false, ByteBuffer.allocate(0));
            }
            Content.Sink.write(response, true, null);
        } catch (IOException e) {
            isGone = true;
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isAnswered() {
        return isAnswered;
    }

    /**
     * Checks that the engine has answered to the end.
     *
     * @throws IllegalStateException if not
     */
    void requireWhole() {
        if (!isAnswered) {
            throw new IllegalStateException("the engine gave no answer");
        }
        if (stream != null && !stream.isWhole()) {
            throw new IllegalStateException("the engine did not end its answer");
        }
    }

    /** Whether an answer failed because the client did not take it. */
    boolean isClientGone() {
        return isGone || (stream != null && stream.isClientGone());
    }

    /** Gives back what it has of the memory; more than once is the same as once. */
    void release() {
        memory.release();
        if (stream != null) {
            stream.release();
        }
    }

    private void start(int status) {
        if (isAnswered) {
            throw new IllegalStateException("the answer has been started");
        }
        isAnswered = true;
        Leftovers.announce(request, response);
        response.setStatus(status);
    }

    private boolean isHead() {
        return HttpMethod.HEAD.is(request.getMethod());
    }

    private AnswerStream.Compression compression() {
        String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String tag = response.getHeaders().get(HttpHeader.ETAG);
        boolean isXml = type != null && (type.startsWith("application/xml") || type.startsWith("text/xml"));
        // A weak tag is of what is said, however it is coded; a strong one of the octets (RFC 9110 section 8.8.1).
        if (!(tag == null ? isXml : tag.startsWith("W/"))
                || response.getHeaders().contains(HttpHeader.CONTENT_ENCODING)
                || response.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
            return AnswerStream.Compression.NONE;
        }
        response.getHeaders().add(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());
        return FieldList.takesGzip(request) && !isHead()
                ? AnswerStream.Compression.GZIP
                : AnswerStream.Compression.NONE;
    }
}
