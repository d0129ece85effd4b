package io.pxe4j.tftp.limits;

import io.pxe4j.tftp.TftpRequest;
import java.net.InetAddress;

/**
 * Decides who may read or write what, beside the address blocks of {@link TftpLimits}: "only machines that DHCP knows", "writing from the
 * management network only".
 *
 * <p>Called once for each transfer, on an event loop, so it must not block; by several loops at once. A client that is turned away gets error
 * 2 (access violation), since U-Boot gives up on that and goes round for ever on others. What it throws counts as a no.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1123#page-48">RFC 1123 §4.2.3.4</a>
 */
@FunctionalInterface
public interface ClientAccess {
    /** Everybody may do everything, as far as the server lets anybody. */
    ClientAccess ALL = (client, request) -> true;

    /** Whether that client may have what it asks for. */
    boolean allows(InetAddress client, TftpRequest request);

    /** Both must agree. */
    default ClientAccess and(ClientAccess other) {
        return (client, request) -> allows(client, request) && other.allows(client, request);
    }
}
