package dev.fasti.cli.site;

import dev.fasti.acl.AccessPolicy;
import dev.fasti.acl.CombinedAccess;
import dev.fasti.acl.Directory;
import dev.fasti.acl.Rights;
import dev.fasti.acl.Shares;
import dev.fasti.acl.StoredAcls;
import dev.fasti.caldav.CalDav;
import dev.fasti.caldav.CalDavSettings;
import dev.fasti.caldav.query.QuerySettings;
import dev.fasti.carddav.CardDav;
import dev.fasti.carddav.CardDavSettings;
import dev.fasti.config.Config;
import dev.fasti.config.LimitsConfig;
import dev.fasti.config.LocksConfig;
import dev.fasti.config.auth.UserListing;
import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavLimits;
import dev.fasti.dav.Extension;
import dev.fasti.dav.Login;
import dev.fasti.dav.PlainType;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.Site;
import dev.fasti.dav.access.PrivilegeProperties;
import dev.fasti.dav.lock.LockLimits;
import dev.fasti.dav.lock.LockProperties;
import dev.fasti.dav.lock.LockTable;
import dev.fasti.dav.method.Post;
import dev.fasti.dav.milton.DavEngine;
import dev.fasti.dav.principal.AclPrincipalPropSet;
import dev.fasti.dav.principal.PrincipalMatch;
import dev.fasti.dav.principal.PrincipalProperties;
import dev.fasti.dav.principal.PrincipalPropertySearch;
import dev.fasti.dav.principal.PrincipalSearchPropertySet;
import dev.fasti.dav.principal.Principals;
import dev.fasti.dav.principal.Principals.Listing;
import dev.fasti.dav.property.AccessProperties;
import dev.fasti.dav.property.CoreProperties;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyTable;
import dev.fasti.dav.property.QuotaProperties;
import dev.fasti.dav.property.SupportedLiveProperties;
import dev.fasti.dav.report.ExpandProperty;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.SupportedReportSet;
import dev.fasti.dav.report.SyncCollection;
import dev.fasti.dav.share.Mounts;
import dev.fasti.dav.xml.XmlLimits;
import dev.fasti.heap.HeapRoom;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.lock.FileLocks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the server speaks: the engine with calendars and address books on it. */
public final class Protocols {
    /** The most users and groups that one search answers. */
    private static final int MAX_PRINCIPALS = 1_000;

    private Protocols() {}

    public static DavEngine engine(OpenSite site, Login login) {
        return new DavEngine(
                site.dav(),
                login,
                new FirstLogin(site.store()),
                site.config().auth().realm());
    }

    /**
     * The store with the rules, properties and reports of all protocols.
     *
     * @param rights what configuration grants
     * @param directory who there is
     */
    static Site site(Config config, FileStore store, Rights rights, Directory directory, Clock clock) {
        LimitsConfig limits = config.limits();
        long largest = ofHeap(limits.maxResourceSize());
        Extension calendars =
                CalDav.extension(new CalDavSettings(largest, limits.maxMultigetHrefs(), QuerySettings.usual(clock)));
        Extension contacts = CardDav.extension(new CardDavSettings(largest, limits.maxMultigetHrefs()));
        StoredAcls acls = new StoredAcls();
        AccessPolicy policy = new CombinedAccess(rights, store, acls, directory);
        Mounts mounts = new Mounts(store, policy, new Shares(store.ownProperties(), directory));
        Principals principals = new Principals(
                directory,
                store.ownProperties(),
                config.auth().listUsers() == UserListing.ALLOW ? Listing.EVERYBODY : Listing.ONESELF);
        ResourceFinder resources = new ResourceFinder(store, policy, mounts, principals);
        LockTable locks = new LockTable(
                FileLocks.in(config.storage().data()),
                clock,
                path -> resources.at(path).isPresent());
        return site(store, resources, locks, davLimits(limits, config.locks()), List.of(calendars, contacts));
    }

    private static Site site(
            FileStore store, ResourceFinder resources, LockTable locks, DavLimits limits, List<Extension> extensions) {
        Map<CollectionKind, CollectionType> types = new EnumMap<>(CollectionKind.class);
        PlainType plain = new PlainType();
        types.put(plain.kind(), plain);
        extensions.forEach(extension -> extension.types().forEach(type -> types.put(type.kind(), type)));
        Principals principals = resources.principals();
        List<Report> reports = new ArrayList<>(List.of(
                new SyncCollection(limits.maxSyncResults()),
                new ExpandProperty(),
                new AclPrincipalPropSet(limits.maxSyncResults()),
                new PrincipalMatch(principals, limits.maxSyncResults()),
                new PrincipalPropertySearch(principals, MAX_PRINCIPALS),
                new PrincipalSearchPropertySet()));
        extensions.forEach(extension -> reports.addAll(extension.reports()));
        List<LiveProperty> properties =
                new ArrayList<>(new CoreProperties(types, SyncCollection.SYNCHRONISED, principals).all());
        properties.addAll(LockProperties.all(locks));
        properties.addAll(AccessProperties.all());
        properties.addAll(new PrincipalProperties(principals).all());
        properties.addAll(PrivilegeProperties.all(resources));
        properties.add(new SupportedReportSet(reports));
        properties.add(Post.addMember());
        properties.addAll(QuotaProperties.all(store.space()));
        extensions.forEach(extension -> properties.addAll(extension.properties()));
        properties.add(new SupportedLiveProperties(properties));
        List<String> compliance = new ArrayList<>(List.of("1", "2", "3", "access-control", "extended-mkcol"));
        extensions.forEach(extension -> compliance.addAll(extension.compliance()));
        return new Site(
                store,
                resources,
                new PropertyTable(properties, resources),
                reports.stream().collect(Collectors.toMap(Report::name, Function.identity())),
                types,
                compliance,
                limits,
                locks);
    }

    private static DavLimits davLimits(LimitsConfig limits, LocksConfig locks) {
        XmlLimits standard = XmlLimits.DEFAULT;
        XmlLimits xml = new XmlLimits(
                limits.maxXmlDepth(),
                limits.maxXmlAttributes(),
                Math.max(standard.maxElements(), 2 * limits.maxMultigetHrefs()),
                standard.maxTextLength());
        return new DavLimits(
                ofHeap(limits.maxResourceSize()),
                ofHeap(limits.maxXmlBody()),
                limits.maxSyncResults(),
                xml,
                lockLimits(locks));
    }

    /** Clients are told no larger sizes than the heap could ever hold. */
    private static long ofHeap(long limit) {
        return Math.min(limit, HeapRoom.MACHINE.mostOfBody());
    }

    private static LockLimits lockLimits(LocksConfig locks) {
        return new LockLimits(locks.defaultTimeout(), locks.maxTimeout(), locks.maxPerUser(), locks.maxTotal());
    }
}
