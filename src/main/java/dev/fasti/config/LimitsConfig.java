package dev.fasti.config;

import java.time.Duration;

/**
 * What a single client may ask for. All are at least 1.
 *
 * @param maxResourceSize bytes of one calendar item, contact or file; the larger ones are refused with {@code
 *     max-resource-size} (RFC 4791 section 5.3.2.1, RFC 6352 section 6.3.2.1)
 * @param maxXmlBody bytes of an XML request body
 * @param maxRequestBody bytes of any request body, at least the two above
 * @param maxXmlDepth elements nested in each other in a request body
 * @param maxXmlAttributes attributes of one element in a request body
 * @param maxMultigetHrefs hrefs in one multiget report
 * @param maxSyncResults members in one answer to sync-collection (RFC 6578 section 3.6); the rest comes with the next
 * @param maxHeaderSize bytes of the request line and all header fields together
 * @param maxConcurrentRequests requests worked on at once; the others wait
 * @param maxConnections open connections
 * @param headerTime how long a request's header may take
 * @param minRate bytes a second that a body brings, and a client takes of an answer; the only one that may be 0, for none
 */
public record LimitsConfig(
        long maxResourceSize,
        long maxXmlBody,
        long maxRequestBody,
        int maxXmlDepth,
        int maxXmlAttributes,
        int maxMultigetHrefs,
        int maxSyncResults,
        int maxHeaderSize,
        int maxConcurrentRequests,
        int maxConnections,
        Duration headerTime,
        int minRate) {
    public LimitsConfig {
        long least = Math.min(Math.min(maxResourceSize, maxXmlBody), Math.min(maxXmlDepth, maxXmlAttributes));
        least = Math.min(least, Math.min(Math.min(maxMultigetHrefs, maxSyncResults), maxHeaderSize));
        least = Math.min(least, Math.min(maxConcurrentRequests, maxConnections));
        if (headerTime.toSeconds() < 1 || minRate < 0) {
            throw new IllegalArgumentException("not a time or a rate: " + headerTime + ", " + minRate);
        }
        if (least < 1) {
            throw new IllegalArgumentException("a limit is " + least + ", less than 1");
        }
        if (maxRequestBody < Math.max(maxResourceSize, maxXmlBody)) {
            throw new IllegalArgumentException("a request body of " + maxRequestBody + " bytes is too small");
        }
    }
}
