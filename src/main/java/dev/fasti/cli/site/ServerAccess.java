package dev.fasti.cli.site;

import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.ConfigOptions;

/**
 * The way of a command that came by the control socket: the folder is open here.
 *
 * @param streams those of the caller, or what the caller's part of the command has put in their place
 */
public record ServerAccess(OpenSite site, Serving serving, Streams streams) implements SiteAccess {
    @Override
    public int run(ConfigOptions options, CallersPart around, SiteWork work) throws Exception {
        return work.run(site, streams);
    }

    @Override
    public int runInServer(ConfigOptions options, ServerWork work, WithoutServer otherwise) throws Exception {
        return work.run(site, serving, streams);
    }
}
