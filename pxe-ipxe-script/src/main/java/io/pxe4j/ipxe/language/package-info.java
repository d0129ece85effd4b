/**
 * What iPXE's script language consists of, as data: commands with their options, settings, types, URI schemes, and
 * which build of iPXE has which of them.
 *
 * <p>Start at {@link io.pxe4j.ipxe.language.Commands#find}, {@link io.pxe4j.ipxe.language.PredefinedSettings#find},
 * {@link io.pxe4j.ipxe.language.UriScheme#find} and {@link io.pxe4j.ipxe.language.BuildProfile}. Nothing here depends
 * on the rest of the module.
 *
 * <p>There is no specification of the language: the tables are read from iPXE's sources, and each names the file.
 */
@NullMarked
package io.pxe4j.ipxe.language;

import org.jspecify.annotations.NullMarked;
