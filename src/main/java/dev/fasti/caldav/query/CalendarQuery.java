package dev.fasti.caldav.query;

import dev.fasti.acl.Privilege;
import dev.fasti.caldav.content.CalendarData;
import dev.fasti.caldav.content.FloatingZone;
import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.MemberRoom;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.property.PropertyResponder;
import dev.fasti.dav.property.PropertyTable;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Content;
import dev.fasti.store.Member;
import dev.fasti.store.condition.StoreException;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calendar-query report: properties of the calendar objects that a filter asks for (RFC 4791 section 7.8).
 *
 * <p>The target is a calendar, a collection that holds calendars, or a calendar object. Only candidates, as the facts
 * of members tell them, are read, and of those the parsed form is kept. All is found before anything is answered: an
 * answer is whole, or a refusal.
 */
public final class CalendarQuery implements Report {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarQuery.class);
    private static final QName NAME = Names.caldav("calendar-query");
    private static final QName FILTER = Names.caldav("filter");

    private final QuerySettings settings;
    private final CalendarData data;
    private final Documents documents;

    /**
     * @param data the property, which has to know the time zone of a query
     * @param documents shared by all queries
     */
    public CalendarQuery(QuerySettings settings, CalendarData data, Documents documents) {
        this.settings = settings;
        this.data = data;
        this.documents = documents;
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        return Targets.areIn(resource)
                || resource instanceof MemberResource member && member.parent().kind() == CollectionKind.CALENDAR;
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        CompFilter filter = FilterReader.read(
                request.child(FILTER).orElseThrow(() -> DavException.badRequest("a calendar-query has a filter")));
        Optional<ZoneRules> zone = FloatingZone.ofRequest(request);
        // RFC 4791 section 9.5 allows neither of prop, allprop and propname without saying what it means.
        PropertyRequest properties = PropertyRequest.of(request).orElse(new PropertyRequest.AllProp(List.of()));
        PropertyTable table =
                zone.map(rules -> context.properties().with(data.in(rules))).orElse(context.properties());
        PropertyResponder responder = table.responder(properties);
        List<Search> searches = searches(context, filter, zone);
        MultiStatusWriter out = responder.start(context.exchange());
        searches.forEach(search -> search.write(out, responder));
        out.finish();
    }

    private List<Search> searches(ReportContext context, CompFilter filter, Optional<ZoneRules> zone) {
        List<Search> searches = new ArrayList<>();
        int room = settings.maxResults();
        if (context.resource() instanceof MemberResource member) {
            Search search = new Search(context.exchange(), member.parent(), filter, zone);
            search.look(member.member(), Candidates.of(filter));
            searches.add(search);
        }
        for (CollectionResource calendar :
                Targets.calendars(context, ClientKindness.depthOfQuery(context.exchange()), Privilege.READ)) {
            Search search = new Search(context.exchange(), calendar, filter, zone);
            search.lookAtAll(room);
            room -= search.found.size();
            searches.add(search);
        }
        return searches;
    }

    /** The search of one calendar. */
    private final class Search {
        private final DavExchange exchange;
        private final CollectionResource calendar;
        private final CompFilter filter;
        private final Expander expander;
        private final List<Member> found = new ArrayList<>();

        Search(DavExchange exchange, CollectionResource calendar, CompFilter filter, Optional<ZoneRules> zone) {
            this.exchange = exchange;
            this.calendar = calendar;
            this.filter = filter;
            this.expander = new Expander(
                    zone.orElseGet(() -> FloatingZone.of(
                            calendar.snapshot(), settings.clock().getZone())),
                    settings.expansion());
        }

        void lookAtAll(int room) {
            Candidates candidates = Candidates.of(filter);
            for (Member member : candidates.in(calendar.snapshot().members())) {
                look(member, candidates);
                if (found.size() > room) {
                    throw new DavException.Refused(
                            Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS,
                            403,
                            "more than " + settings.maxResults() + " objects match");
                }
            }
        }

        void look(Member member, Candidates candidates) {
            if (candidates.isSure(member.facts())) {
                found.add(member);
            } else if (MemberRoom.PARSED.isThere(exchange, member)) {
                documents
                        .look(calendar, member, read -> matches(read) ? Optional.of(read.member()) : Optional.empty())
                        .ifPresent(found::add);
            }
        }

        private boolean matches(Documents.Found read) {
            return new Matcher(read.document(), expander).matches(filter);
        }

        void write(MultiStatusWriter out, PropertyResponder responder) {
            for (Member member : found) {
                if (responder.readsContent()) {
                    writeContent(out, responder, member);
                } else {
                    responder.respond(out, exchange, MemberResource.of(calendar, member));
                }
            }
        }

        private void writeContent(MultiStatusWriter out, PropertyResponder responder, Member member) {
            if (!MemberRoom.CONTENT.isThere(exchange, member)) {
                out.response(MemberResource.of(calendar, member).href(exchange.hrefs()), 503);
                return;
            }
            try {
                calendar.collection()
                        .read(member.name())
                        .filter(content -> isStillAsAsked(content, member))
                        .ifPresent(content -> responder.respond(out, exchange, MemberResource.of(calendar, content)));
            } catch (StoreException.NotFound e) {
                LOG.debug("{} went away during a query", calendar.collection().path());
            } catch (StoreException.Unavailable e) {
                LOG.error(
                        "cannot read {} in {}",
                        member.name(),
                        calendar.collection().path(),
                        e);
                out.response(MemberResource.of(calendar, member).href(exchange.hrefs()), 500);
            }
        }

        /** What has been replaced since it was found may no longer be what is asked for. */
        private boolean isStillAsAsked(Content content, Member member) {
            return content.member().etag().equals(member.etag())
                    || documents
                            .look(calendar, content.member(), read -> Optional.of(matches(read)))
                            .orElse(false);
        }
    }
}
