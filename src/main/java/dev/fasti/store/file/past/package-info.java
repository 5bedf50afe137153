/** What is kept of what was: the forms in which versions, their journal, marks and the trash lie on the disk. */
@NullMarked
package dev.fasti.store.file.past;

import org.jspecify.annotations.NullMarked;
