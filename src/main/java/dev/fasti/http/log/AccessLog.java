package dev.fasti.http.log;

import java.net.InetAddress;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request to the logger {@code dev.fasti.access}, at info: who asked for what, and what came of it. Quiet
 * unless it is asked for, since the lines say who has which contacts. A query is left out.
 */
public final class AccessLog implements RequestLog {
    /** The logger's name. */
    public static final String NAME = "dev.fasti.access";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);
    private static final int LONGEST_AGENT = 200;

    private final Function<Request, InetAddress> clients;

    /** @param clients tells the address of who asked */
    public AccessLog(Function<Request, InetAddress> clients) {
        this.clients = clients;
    }

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        String client = clients.apply(request).getHostAddress();
        Object user = Objects.requireNonNullElse(request.getAttribute(RequestFacts.USER), "-");
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "-");
        long octets = Response.getContentBytesWritten(response);
        long millis = RequestFacts.millis(request);
        String protocol = request.getConnectionMetaData().getHttpVersion().asString();
        String agent = agent(request);
        LOG.atInfo()
                .addKeyValue("request", RequestFacts.id(request))
                .addKeyValue("client", client)
                .addKeyValue("user", user)
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", path)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("bytes", octets)
                .addKeyValue("millis", millis)
                .addKeyValue("protocol", protocol)
                .addKeyValue("agent", agent)
                .setMessage("{} {} {} {} {} {} bytes {} ms {} \"{}\" {}")
                .addArgument(client)
                .addArgument(user)
                .addArgument(request.getMethod())
                .addArgument(path)
                .addArgument(response.getStatus())
                .addArgument(octets)
                .addArgument(millis)
                .addArgument(protocol)
                .addArgument(agent)
                .addArgument(RequestFacts.id(request))
                .log();
    }

    /** As the client calls itself; without quotation marks, which would end it in the line. */
    private static String agent(Request request) {
        String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
        if (agent == null) {
            return "-";
        }
        String line = agent.replace('"', '\'');
        return line.length() <= LONGEST_AGENT ? line : line.substring(0, LONGEST_AGENT);
    }
}
