package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * A write request, who sent it and where it arrived.
 *
 * @param request the request
 * @param client the address and port it came from; UDP sources can be forged
 * @param server the address and port it was sent to
 * @param worker runs what may block, such as creating a file
 */
public record WriteRequest(TftpRequest request, InetSocketAddress client, InetSocketAddress server, Executor worker) {
    /** The file name as the client sent it: not normalised, not checked. */
    public String file() {
        return request.file();
    }

    /**
     * The octets that the client says it will send (RFC 2349, {@code tsize}); a promise, not a fact. Empty if it does not say, and in netascii, where
     * the octets that travel are not those of the file.
     */
    public OptionalLong announcedSize() {
        return request.mode().equals(TftpMode.NETASCII)
                ? OptionalLong.empty()
                : request.options().number(TftpOptions.TSIZE);
    }
}
