package io.pxe4j.ipxe;

/** One command that answers with its status. */
record CommandCondition(Command command) implements Condition {}
