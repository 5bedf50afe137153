package dev.fasti.http.tls;

import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends whatever comes in by one connector to the same place over TLS, by a status that keeps method and body (RFC 9110
 * section 15.4.9).
 */
public final class ToHttps extends Handler.Wrapper {
    private static final Pattern HOST = Pattern.compile("([\\w.~-]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");
    private static final int STANDARD = 443;

    private final Connector plain;
    private final IntSupplier port;
    private final Function<Request, String> authority;

    /**
     * @param plain what has no TLS
     * @param port where TLS is spoken
     * @param authority the host by which the client asks, with or without a port
     */
    public ToHttps(Connector plain, IntSupplier port, Function<Request, String> authority, Handler next) {
        super(next);
        this.plain = plain;
        this.port = port;
        this.authority = authority;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getConnectionMetaData().getConnector() != plain) {
            return super.handle(request, response, callback);
        }
        String host = authority.apply(request);
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        if (HOST.matcher(host).matches()) {
            String name = host.replaceFirst(":\\d+$", "");
            String place = port.getAsInt() == STANDARD ? name : name + ":" + port.getAsInt();
            response.setStatus(308);
            response.getHeaders()
                    .put(
                            HttpHeader.LOCATION,
                            "https://" + place + request.getHttpURI().getPathQuery());
        } else {
            response.setStatus(400);
        }
        response.write(true, null, callback);
        return true;
    }
}
