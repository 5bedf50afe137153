/** Backups: a tar archive of the data folder that can be read without Fasti, with the SHA-256 of every file in it. */
@NullMarked
package dev.fasti.cli.backup;

import org.jspecify.annotations.NullMarked;
