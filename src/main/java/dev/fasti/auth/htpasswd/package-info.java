/** Accounts in a file of logins and password hashes, as Apache's htpasswd writes it. */
@NullMarked
package dev.fasti.auth.htpasswd;

import org.jspecify.annotations.NullMarked;
