/** TFTP with option negotiation and windows: wire codec, sans-I/O transfer engine, server and client. */
@NullMarked
package io.pxe4j.tftp;

import org.jspecify.annotations.NullMarked;
