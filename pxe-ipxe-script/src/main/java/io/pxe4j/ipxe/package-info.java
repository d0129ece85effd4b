/** The iPXE script language, typed: what the language cannot say is refused when built. */
@NullMarked
package io.pxe4j.ipxe;

import org.jspecify.annotations.NullMarked;
