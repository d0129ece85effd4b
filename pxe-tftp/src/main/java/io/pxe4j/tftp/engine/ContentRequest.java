package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/**
 * A request, who sent it and where it arrived.
 *
 * @param request the request as it came
 * @param file the name to open: as the client sent it, neither normalised nor checked, unless a source before this one has rewritten it
 * @param client the address and port it came from
 * @param server the address and port it was sent to
 * @param worker runs what may block, such as opening a file
 */
public record ContentRequest(
        TftpRequest request, String file, InetSocketAddress client, InetSocketAddress server, Executor worker) {
    /** A request for the file that the client named. */
    public ContentRequest(TftpRequest request, InetSocketAddress client, InetSocketAddress server, Executor worker) {
        this(request, request.file(), client, server, worker);
    }

    /** The same request for another file. */
    public ContentRequest withFile(String name) {
        return new ContentRequest(request, name, client, server, worker);
    }
}
