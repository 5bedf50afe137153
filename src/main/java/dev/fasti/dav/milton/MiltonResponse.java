package dev.fasti.dav.milton;

import io.milton.http.AbstractResponse;
import io.milton.http.Cookie;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Milton's dispatch needs for an answer, which is nothing: our methods answer through the exchange. */
final class MiltonResponse extends AbstractResponse {
    @Override
    public @Nullable Status getStatus() {
        return null;
    }

    @Override
    public void setStatus(Status status) {
        throw unused();
    }

    @Override
    public Map<String, String> getHeaders() {
        throw unused();
    }

    @Override
    public void setAuthenticateHeader(List<String> challenges) {
        throw unused();
    }

    @Override
    public void setNonStandardHeader(String name, String value) {
        throw unused();
    }

    @Override
    public String getNonStandardHeader(String name) {
        throw unused();
    }

    @Override
    public OutputStream getOutputStream() {
        throw unused();
    }

    @Override
    public void close() {
        throw unused();
    }

    @Override
    public void sendError(Status status, String message) {
        throw unused();
    }

    @Override
    public Cookie setCookie(Cookie cookie) {
        throw unused();
    }

    @Override
    public Cookie setCookie(String name, String value) {
        throw unused();
    }

    private static IllegalStateException unused() {
        return new IllegalStateException("answers go through the exchange");
    }
}
