package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Site;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** OPTIONS: what can be done here (RFC 9110 section 9.3.7, RFC 4918 section 10.1). */
public final class Options implements DavMethod {
    private final Site site;
    private final String compliance;
    private final Function<Optional<DavResource>, List<String>> allowed;

    /**
     * @param site knows the tokens of the {@code DAV} header
     * @param allowed the methods of a resource, or of a URL that names nothing yet
     */
    public Options(Site site, Function<Optional<DavResource>, List<String>> allowed) {
        this.site = site;
        this.compliance = String.join(", ", site.compliance());
        this.allowed = allowed;
    }

    @Override
    public List<String> names() {
        return List.of("OPTIONS");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return true;
    }

    @Override
    public DavException hidden(DavExchange exchange, DavException.NeedPrivilege missing) {
        return ClientKindness.hidden(exchange, missing);
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        target.ifPresent(resource -> site.require(exchange, resource, Privilege.READ));
        exchange.setHeader("DAV", compliance);
        exchange.setHeader("Allow", String.join(", ", allowed.apply(target)));
        exchange.answerEmpty(200);
    }
}
