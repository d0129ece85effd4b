/**
 * Runs iPXE scripts without a machine: what they print, fetch, show and boot, given settings and answers.
 *
 * <p>Start at {@link io.pxe4j.ipxe.eval.Evaluator#builder()}. The interpreter follows iPXE's own: words are cut before
 * they are expanded ({@code core/exec.c}), settings have blocks, tags and types ({@code core/settings.c}), options are
 * read as {@code core/getopt.c} does, and a line that fails ends the script ({@code image/script.c}). Nothing is
 * fetched and nobody is waited for. Every run is bounded.
 */
@NullMarked
package io.pxe4j.ipxe.eval;

import org.jspecify.annotations.NullMarked;
