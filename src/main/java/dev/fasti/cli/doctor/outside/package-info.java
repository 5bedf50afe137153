/** The examination of a server from where its clients are: by its public URL. */
@org.jspecify.annotations.NullMarked
package dev.fasti.cli.doctor.outside;
