/** TLS of the server's own: certificate and key from PEM files, followed as they change, and whom a certificate names. */
@NullMarked
package dev.fasti.http.tls;

import org.jspecify.annotations.NullMarked;
