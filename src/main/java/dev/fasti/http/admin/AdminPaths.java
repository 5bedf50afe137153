package dev.fasti.http.admin;

import dev.fasti.http.answer.Leftovers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /health/live}, {@code /health/ready} and {@code /metrics}, and leaves all else to the next.
 *
 * <p>Alive is who answers at all. Ready is who can store what is sent: 200, or 503 with what is wrong, a line each.
 */
public final class AdminPaths extends Handler.Wrapper {
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final String ELSEWHERE = "here are /health/live, /health/ready and /metrics\n";

    private final Operations operations;
    private final Operations.Shown shown;

    /** @param next gets all else; if it is null, there is nothing else */
    public AdminPaths(Operations operations, Operations.Shown shown, @Nullable Handler next) {
        super(next);
        this.operations = operations;
        this.shown = shown;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        String wanted = path == null || shown == Operations.Shown.NONE ? "" : path;
        switch (wanted) {
            case "/health/live" ->
                answer(request, response, callback, 200, TEXT, "alive\n".getBytes(StandardCharsets.UTF_8));
            case "/health/ready" -> ready(request, response, callback);
            case "/metrics" -> {
                if (shown != Operations.Shown.ALL) {
                    return super.handle(request, response, callback);
                }
                metrics(request, response, callback);
            }
            default -> {
                if (getHandler() != null) {
                    return super.handle(request, response, callback);
                }
                answer(request, response, callback, 404, TEXT, ELSEWHERE.getBytes(StandardCharsets.UTF_8));
            }
        }
        return true;
    }

    private void ready(Request request, Response response, Callback callback) {
        List<String> problems = operations.health().problems();
        String words = problems.isEmpty() ? "ready" : String.join("\n", problems);
        byte[] body = (words + "\n").getBytes(StandardCharsets.UTF_8);
        answer(request, response, callback, problems.isEmpty() ? 200 : 503, TEXT, body);
    }

    private void metrics(Request request, Response response, Callback callback) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        operations.metrics().writeTo(out);
        answer(request, response, callback, 200, Metrics.CONTENT_TYPE, out.toByteArray());
    }

    private static void answer(
            Request request, Response response, Callback callback, int status, String type, byte[] body) {
        boolean isRead = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        response.setStatus(isRead ? status : 405);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Leftovers.announceUndrained(request, response);
        if (isRead) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.write(true, ByteBuffer.wrap(body), callback);
        } else {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            response.write(true, null, callback);
        }
    }
}
