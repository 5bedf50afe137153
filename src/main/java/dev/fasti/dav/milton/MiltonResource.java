package dev.fasti.dav.milton;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.Hrefs;
import io.milton.http.Auth;
import io.milton.http.Request;
import io.milton.resource.Resource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * One of our resources as Milton hands it from the resource factory to a method handler.
 *
 * <p>Milton's own authentication and authorisation are not used: an unsupported scheme looks logged in to them. The
 * filter authenticates, the methods authorise.
 */
record MiltonResource(DavResource resource) implements Resource {
    private static final Hrefs PLAIN = new Hrefs("");

    @Override
    public String getUniqueId() {
        return resource.href(PLAIN);
    }

    @Override
    public String getName() {
        return resource.href(PLAIN);
    }

    @Override
    public @Nullable Object authenticate(String user, String password) {
        return null;
    }

    @Override
    public boolean authorise(Request request, Request.Method method, Auth auth) {
        return false;
    }

    @Override
    public String getRealm() {
        return "";
    }

    @Override
    public @Nullable Date getModifiedDate() {
        return null;
    }

    @Override
    public @Nullable String checkRedirect(Request request) {
        return null;
    }
}
