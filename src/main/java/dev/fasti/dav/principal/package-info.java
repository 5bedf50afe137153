/** Users and groups as resources, and the reports that search them (RFC 3744). */
@NullMarked
package dev.fasti.dav.principal;

import org.jspecify.annotations.NullMarked;
