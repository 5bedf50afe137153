/** Commands for accounts, app passwords and groups, which lie in files that a running server follows. */
@NullMarked
package dev.fasti.cli.account;

import org.jspecify.annotations.NullMarked;
