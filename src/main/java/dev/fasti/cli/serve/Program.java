package dev.fasti.cli.serve;

/**
 * The program that serves, as those know it who start it.
 *
 * @param main the class that a JVM runs
 * @param commands what it does for callers while it serves
 */
public record Program(Class<?> main, SiteCommands commands) {}
