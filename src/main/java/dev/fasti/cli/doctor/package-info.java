/** The examination of an installation: one check a class, each finding with what to type against it. */
@org.jspecify.annotations.NullMarked
package dev.fasti.cli.doctor;
