/** DHCPv4 for network boot: a zero-copy wire codec with the PXE, iPXE and relay options, ProxyDHCP and leasing engines, a server. */
@NullMarked
package io.pxe4j.dhcp;

import org.jspecify.annotations.NullMarked;
