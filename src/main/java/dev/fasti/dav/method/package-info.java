/** The methods of HTTP and WebDAV, one a file (RFC 9110, RFC 4918, RFC 5689, RFC 4791). */
@NullMarked
package dev.fasti.dav.method;

import org.jspecify.annotations.NullMarked;
