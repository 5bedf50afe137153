/** Accounts in an LDAP directory (RFC 4511). The only package that knows of the library for it. */
@NullMarked
package dev.fasti.auth.ldap;

import org.jspecify.annotations.NullMarked;
