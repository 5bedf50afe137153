/**
 * What address object resources are: the rules a new one has to keep, and what a search compares (RFC 6352, RFC 6350).
 *
 * <p>Only importer of ez-vcard. Knows nothing of HTTP and does no I/O.
 */
@NullMarked
package dev.fasti.vcard;

import org.jspecify.annotations.NullMarked;
