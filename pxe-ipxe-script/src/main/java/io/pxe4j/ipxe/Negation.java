package io.pxe4j.ipxe;

/** The contrary of a condition, which takes a jump: iPXE has no negation. */
record Negation(Condition inner) implements Condition {}
