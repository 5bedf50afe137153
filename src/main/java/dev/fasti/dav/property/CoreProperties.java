package dev.fasti.dav.property;

import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.HttpDate;
import dev.fasti.dav.Names;
import dev.fasti.dav.principal.Principals;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/** The live properties of any WebDAV resource (RFC 4918 section 15, RFC 6578 section 4). */
public final class CoreProperties {
    private static final QName COLLECTION = Names.dav("collection");
    private static final QName PRINCIPAL = Names.dav("principal");
    private static final Scope EVERYTHING = Scope.everything();
    private static final Scope MEMBER = Scope.members();

    private final Map<CollectionKind, CollectionType> types;
    private final Set<CollectionKind> synchronised;
    private final Principals principals;

    /**
     * @param types the rules of each kind of collection
     * @param synchronised the kinds that have sync tokens
     * @param principals what users are called
     */
    public CoreProperties(
            Map<CollectionKind, CollectionType> types, Set<CollectionKind> synchronised, Principals principals) {
        this.types = Map.copyOf(types);
        this.synchronised = Set.copyOf(synchronised);
        this.principals = principals;
    }

    public List<LiveProperty> all() {
        return List.of(
                new DisplayName(principals),
                allProp("resourcetype", EVERYTHING, (resource, context, out) -> resourceType(resource, out)),
                allProp(
                        "getetag",
                        MEMBER,
                        (resource, context, out) ->
                                out.text(member(resource).member().etag().value())),
                allProp(
                        "getcontentlength",
                        MEMBER,
                        (resource, context, out) ->
                                out.text(Long.toString(member(resource).member().size()))),
                allProp("getcontenttype", MEMBER, (resource, context, out) -> out.text(mediaType(member(resource)))),
                allProp(
                        "getlastmodified",
                        CoreProperties::isKept,
                        (resource, context, out) -> out.text(HttpDate.format(modified(resource)))),
                allProp(
                        "creationdate",
                        CoreProperties::isKept,
                        (resource, context, out) -> out.text(created(resource)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())),
                ComputedProperty.of(
                        Names.dav("resource-id"),
                        resource -> resourceId(resource).isPresent(),
                        (resource, context, out) -> out.element(
                                Names.dav("href"), resourceId(resource).orElseThrow())),
                new ComputedProperty(
                        Names.dav("sync-token"),
                        LiveProperty.Visibility.NAMED,
                        this::isSynchronised,
                        (resource, context, out) -> out.text(token(resource))),
                new ComputedProperty(
                        new QName(Names.CALENDARSERVER, "getctag"),
                        LiveProperty.Visibility.NAMED,
                        this::isSynchronised,
                        (resource, context, out) -> out.text(token(resource))));
    }

    private static LiveProperty allProp(String local, Scope scope, ComputedProperty.Content value) {
        return new ComputedProperty(Names.dav(local), LiveProperty.Visibility.ALLPROP, scope, value);
    }

    private void resourceType(DavResource resource, XmlWriter out) {
        if (resource instanceof MemberResource) {
            return;
        }
        out.empty(COLLECTION);
        if (resource instanceof PrincipalResource || resource instanceof GroupResource) {
            out.empty(PRINCIPAL);
        } else if (resource instanceof CollectionResource collection) {
            typeOf(collection.kind()).ifPresent(type -> type.resourceTypes().forEach(out::empty));
        }
    }

    private String mediaType(MemberResource member) {
        return typeOf(member.parent().kind()).orElseThrow().mediaType(member.member());
    }

    private Optional<CollectionType> typeOf(CollectionKind kind) {
        return Optional.ofNullable(types.get(kind));
    }

    private boolean isSynchronised(DavResource resource) {
        return resource instanceof CollectionResource collection && synchronised.contains(collection.kind());
    }

    /**
     * The name for all time (RFC 5842 section 3.1), which collections have. Members have none: it would have to be kept
     * apart from their files, at the price of one more durable write for each.
     */
    private static Optional<String> resourceId(DavResource resource) {
        return resource instanceof CollectionResource collection
                        && collection.snapshot().properties().get(PropertyName.RESOURCE_ID)
                                instanceof PropertyValue.Text id
                ? Optional.of(id.text())
                : Optional.empty();
    }

    /** Whether the store keeps the resource; the rest are made up and have no dates. */
    private static boolean isKept(DavResource resource) {
        return resource instanceof CollectionResource || resource instanceof MemberResource;
    }

    private static Instant modified(DavResource resource) {
        return resource instanceof CollectionResource collection
                ? collection.snapshot().modified()
                : member(resource).member().modified();
    }

    private static Instant created(DavResource resource) {
        return resource instanceof CollectionResource collection
                ? collection.snapshot().created()
                : member(resource).member().created();
    }

    private static String token(DavResource resource) {
        return ((CollectionResource) resource).snapshot().token().uri();
    }

    private static MemberResource member(DavResource resource) {
        return (MemberResource) resource;
    }
}
