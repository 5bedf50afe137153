/** What is done with files and folders, step by step, so that it lasts; where things lie; nothing of what they mean. */
@NullMarked
package dev.fasti.store.file.disk;

import org.jspecify.annotations.NullMarked;
