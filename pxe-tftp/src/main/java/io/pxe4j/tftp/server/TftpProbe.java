package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpOptions;
import java.net.InetSocketAddress;
import java.util.OptionalLong;

/**
 * What a server answered to a request that was broken off.
 *
 * @param server the address and port that the server sent from
 * @param oack the options of the OACK; none if the server sent DATA at once
 */
public record TftpProbe(InetSocketAddress server, TftpOptions oack) {
    /** The size of the file, if the server told. */
    public OptionalLong size() {
        return oack.number(TftpOptions.TSIZE);
    }
}
