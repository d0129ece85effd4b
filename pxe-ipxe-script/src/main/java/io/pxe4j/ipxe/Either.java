package io.pxe4j.ipxe;

/** Two conditions of which one must hold. */
record Either(Condition left, Condition right) implements Condition {}
