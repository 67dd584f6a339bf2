package org.espalier.dsl.json;

/**
 * A value that has a JSON form: a record (or enum) found by the type index that the build writes.
 * Its JSON is {@code {"type": "simpleName", component: value, …}}; nothing else has to be written.
 */
public interface Described {}
