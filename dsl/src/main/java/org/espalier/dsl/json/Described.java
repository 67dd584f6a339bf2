package org.espalier.dsl.json;

/** A value that has a JSON form: a record (or enum) found by the type index. */
public interface Described {}
