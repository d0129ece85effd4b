package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/**
 * A request, who sent it and where it arrived.
 *
 * @param request the request
 * @param client the address and port it came from
 * @param server the address and port it was sent to
 * @param worker runs what may block, such as opening a file
 */
public record ContentRequest(TftpRequest request, InetSocketAddress client, InetSocketAddress server, Executor worker) {
    /** The file name as the client sent it: not normalised, not checked. */
    public String file() {
        return request.file();
    }
}
