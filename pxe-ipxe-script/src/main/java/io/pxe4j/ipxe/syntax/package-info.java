/**
 * The text of an iPXE script as a tree that keeps every byte: lines, labels, commands, words and where each of them
 * stands.
 *
 * <p>Start at {@link io.pxe4j.ipxe.syntax.ScriptSource#parse(String)}. Any bytes can be read; what iPXE would not
 * understand is a node like any other and listed as a {@link io.pxe4j.ipxe.syntax.SyntaxProblem}.
 *
 * <p>Lines are read as iPXE's {@code image/script.c} reads them, words as its {@code core/exec.c} cuts them.
 */
@NullMarked
package io.pxe4j.ipxe.syntax;

import org.jspecify.annotations.NullMarked;
