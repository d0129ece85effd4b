package io.pxe4j.ipxe;

/** Two conditions that must both hold. */
record Both(Condition left, Condition right) implements Condition {}
