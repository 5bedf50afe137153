package dev.fasti.dav.milton;

import dev.fasti.dav.DavExchange;
import io.milton.http.AbstractRequest;
import io.milton.http.Auth;
import io.milton.http.Cookie;
import io.milton.http.FileItem;
import io.milton.http.Request;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An exchange as far as Milton's dispatch looks at a request. Our methods read the exchange itself. */
final class MiltonRequest extends AbstractRequest {
    private static final Map<String, Request.Method> METHODS = Arrays.stream(Request.Method.values())
            .collect(Collectors.toUnmodifiableMap(method -> method.code, method -> method));

    private final DavExchange exchange;

    MiltonRequest(DavExchange exchange) {
        this.exchange = exchange;
    }

    DavExchange exchange() {
        return exchange;
    }

    /** Null for a method that Milton has never heard of. */
    @Override
    public @Nullable Method getMethod() {
        return METHODS.get(exchange.method());
    }

    @Override
    public @Nullable String getRequestHeader(Header header) {
        return exchange.header(header.code).orElse(null);
    }

    @Override
    public String getHostHeader() {
        return exchange.authority();
    }

    @Override
    public String getAbsolutePath() {
        return "/" + String.join("/", exchange.target());
    }

    @Override
    public String getAbsoluteUrl() {
        return getAbsolutePath();
    }

    @Override
    public Map<String, String> getHeaders() {
        throw unused();
    }

    @Override
    public String getFromAddress() {
        throw unused();
    }

    @Override
    public String getRemoteAddr() {
        throw unused();
    }

    @Override
    public @Nullable Auth getAuthorization() {
        return null;
    }

    @Override
    public void setAuthorization(Auth auth) {
        throw unused();
    }

    @Override
    public InputStream getInputStream() {
        throw unused();
    }

    /** Does nothing: it would read a body of a form or a multipart, which are members here like any other. */
    @Override
    public void parseRequestParameters(Map<String, String> params, Map<String, FileItem> files) {}

    @Override
    public @Nullable Cookie getCookie(String name) {
        return null;
    }

    @Override
    public List<Cookie> getCookies() {
        return List.of();
    }

    private static IllegalStateException unused() {
        return new IllegalStateException("Milton's dispatch does not use this");
    }
}
